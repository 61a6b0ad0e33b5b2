"""The figures at the end of the tier: all of them, in a table."""

from .figures import table


def test_each_figure_is_a_line_below_what_it_belongs_to() -> None:
    figures = {
        "start_s": 1.5,
        "restarts_s": [6.83, 7.26],
        "one_hop": {"median_ms": 58.6, "count": 20},
        "beside": {"by writes": {"median_ms": 4.2}, "long_s": [1, 2]},
    }

    assert table(figures) == [
        "start s      1.5",
        "restarts s   6.83, 7.26",
        "one hop      median ms 58.6, count 20",
        "beside",
        "  by writes  median ms 4.2",
        "  long s     1, 2",
    ]


def test_without_figures_there_is_no_table() -> None:
    assert table({}) == []
