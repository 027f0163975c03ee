"""Where PostgreSQL's programs are looked for, and in which order."""

import os

import pytest

from teamaround.embedded import Problem, programs


@pytest.fixture
def nothing_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    monkeypatch.setattr(programs, "WHEELS", ())
    monkeypatch.setattr(programs, "DEBIAN", tmp_path / "debian")


def postgres(folder, version, extensions=programs.EXTENSIONS):
    """A folder of programs that say a version and where their extensions are."""
    folder.mkdir(parents=True)
    share = folder.parent / "share"
    (share / "extension").mkdir(parents=True, exist_ok=True)
    for name in extensions:
        (share / "extension" / f"{name}.control").touch()
    said = {
        "postgres": f"postgres (PostgreSQL) {version} (Somewhere)",
        "initdb": "initdb",
        "pg_config": str(share),
    }
    for name, words in said.items():
        (folder / name).write_text(f"#!/bin/sh\necho '{words}'\n")
        (folder / name).chmod(0o755)
    return folder


def found(**where):
    return [folder for folder, _ in programs.candidates(**where)]


def test_path_comes_before_the_systems_folders_newest_first(tmp_path):
    on_path = postgres(tmp_path / "mine", "16.4")
    for number in ("9.6", "15", "9", "17"):
        postgres(tmp_path / "debian" / number / "bin", f"{number}.1")
    folders = found(path=str(on_path), debian=tmp_path / "debian", wheels=())
    assert folders[:4] == [
        on_path,
        *(tmp_path / "debian" / n / "bin" for n in ("17", "15", "9")),
    ]


def test_a_link_on_the_path_leads_to_the_folder_with_all_programs(tmp_path):
    real = postgres(tmp_path / "real" / "bin", "15.2")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "postgres").symlink_to(real / "postgres")
    assert found(path=str(tmp_path / "links"), debian=tmp_path, wheels=())[0] == real


def test_the_package_of_programs_comes_last(monkeypatch, tmp_path):
    wheel = postgres(tmp_path / "some_wheel" / "pginstall" / "bin", "18.6")
    (tmp_path / "some_wheel" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    postgres(tmp_path / "debian" / "15" / "bin", "15.1")
    both = list(programs.candidates(path="", debian=tmp_path / "debian", wheels=("some_wheel",)))
    assert both[-1] == (wheel, tmp_path / "some_wheel")


@pytest.mark.usefixtures("nothing_installed")
def test_one_named_by_hand_is_the_only_one(monkeypatch, tmp_path):
    named = postgres(tmp_path / "named", "16.1")
    postgres(tmp_path / "debian" / "17" / "bin", "17.1")
    monkeypatch.setenv("TEAMAROUND_POSTGRES", str(named))
    assert programs.find_programs().folder == named


@pytest.mark.usefixtures("nothing_installed")
def test_too_old_broken_or_bare_ones_are_passed_over(tmp_path):
    postgres(tmp_path / "debian" / "14" / "bin", "14.9")
    postgres(tmp_path / "debian" / "18" / "bin", "18.1", extensions=("pg_trgm",))
    broken = postgres(tmp_path / "debian" / "17" / "bin", "17.1")
    (broken / "postgres").write_text("#!/bin/sh\nexit 1\n")
    good = postgres(tmp_path / "debian" / "15" / "bin", "15.20")
    assert programs.find_programs() == programs.Programs(good, "15.20")


@pytest.mark.usefixtures("nothing_installed")
def test_nothing_found_says_what_mends_it():
    with pytest.raises(Problem, match=r"apt-get install postgresql.*DATABASE_URL"):
        programs.find_programs()


@pytest.mark.usefixtures("nothing_installed")
def test_data_wants_programs_of_its_own_version(tmp_path):
    postgres(tmp_path / "debian" / "17" / "bin", "17.1")
    older = postgres(tmp_path / "debian" / "16" / "bin", "16.1")
    assert programs.find_programs(major=16).folder == older
    with pytest.raises(Problem, match=r"written by PostgreSQL 15, and only version 17, 16 .*pg_dump"):
        programs.find_programs(major=15)


def test_real_programs_are_found():
    found = programs.find_programs()
    assert found.major >= programs.OLDEST
    assert os.access(found.path("postgres"), os.X_OK)
