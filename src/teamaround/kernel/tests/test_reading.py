"""Within work that changes nothing, a thing is asked once; outside it, every time."""

from teamaround.kernel.reading import remembered, remembering


def test_only_work_that_changes_nothing_remembers():
    asked = []

    def ask():
        asked.append(len(asked))
        return asked[-1]

    assert [remembered("a", ask), remembered("a", ask)] == [0, 1]
    with remembering():
        assert [remembered("a", ask), remembered("a", ask), remembered("b", ask)] == [2, 2, 3]
        with remembering():
            assert remembered("a", ask) == 4
        assert remembered("a", ask) == 2
    assert remembered("a", ask) == 5


def test_nothing_found_is_remembered_too():
    with remembering():
        assert remembered("a", lambda: None) is None
        assert remembered("a", lambda: 1) is None
