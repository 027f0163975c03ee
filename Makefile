# Shortcuts for developers. Each is a line that can be typed by hand; ./teamaround test makes .venv.
bin := .venv/bin
uv := $(or $(shell command -v uv),$(bin)/uv)
compile := $(uv) pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: check format journeys lock pictures test welsh

check: ## style, types, layers, templates: under half a minute
	$(bin)/ruff format --check src
	$(bin)/ruff check src
	$(bin)/mypy src
	$(bin)/lint-imports
	$(bin)/djlint --lint --quiet src

format: ## put style right
	$(bin)/ruff format src
	$(bin)/ruff check --fix src

test: ## every test
	./teamaround test

journeys: ## only the stories in a browser
	./teamaround test tests/journeys

pictures: ## the pictures of the README and the guides, taken anew from the real pages
	TEAMAROUND_PICTURES=1 ./teamaround test tests/journeys/pictures.py tests/journeys/test_whole_story.py

welsh: ## the Welsh of the public pages, compiled from its .po file
	$(bin)/pybabel compile -D django -d src/teamaround/directory/locale

lock: ## pin what pyproject.toml asks for, with hashes and without addresses
	$(compile) --extra embedded -o requirements/run.txt
	$(compile) --extra embedded --extra match -o requirements/match.txt
	$(compile) --extra embedded --extra match --extra spark -o requirements/spark.txt
	$(compile) --extra embedded --extra match --extra dev -o requirements/dev.txt
	@! grep -n '://' requirements/*.txt
