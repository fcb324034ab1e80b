"""Dates: how an editor writes them, which days they stand for, and what a reader sees. No programming is needed to read the tables."""

import pytest
from factsheet.values.dates import NotADate, parse
from factsheet.language import date_words

# What is written, the first and the last day it can mean (– none), and its words: for a state that lasts ("The army held
# the town") and for an event that happens once ("The army took the town").
READ = """
written                      | first day  | last day   | a state reads                                 | an event reads
# one day
2024-12-07                   | 2024-12-07 | 2024-12-07 | 7 December 2024                               | the same
2024-12-08                   | 2024-12-08 | 2024-12-08 | 8 December 2024                               | the same
2024-12-31                   | 2024-12-31 | 2024-12-31 | 31 December 2024                              | the same
2024-01-01                   | 2024-01-01 | 2024-01-01 | 1 January 2024                                | the same
2024-02-29                   | 2024-02-29 | 2024-02-29 | 29 February 2024                              | the same
2000-02-29                   | 2000-02-29 | 2000-02-29 | 29 February 2000                              | the same
1946-04-17                   | 1946-04-17 | 1946-04-17 | 17 April 1946                                 | the same
1982-10-29                   | 1982-10-29 | 1982-10-29 | 29 October 1982                               | the same
2011-03-15                   | 2011-03-15 | 2011-03-15 | 15 March 2011                                 | the same
0622-07-16                   | 0622-07-16 | 0622-07-16 | 16 July 622                                   | the same
# one month
2024-12                      | 2024-12-01 | 2024-12-31 | December 2024                                 | the same
2024-02                      | 2024-02-01 | 2024-02-29 | February 2024                                 | the same
2023-02                      | 2023-02-01 | 2023-02-28 | February 2023                                 | the same
2024-11                      | 2024-11-01 | 2024-11-30 | November 2024                                 | the same
2011-03                      | 2011-03-01 | 2011-03-31 | March 2011                                    | the same
# one year
2024                         | 2024-01-01 | 2024-12-31 | 2024                                          | the same
2017                         | 2017-01-01 | 2017-12-31 | 2017                                          | the same
2012                         | 2012-01-01 | 2012-12-31 | 2012                                          | the same
1971                         | 1971-01-01 | 1971-12-31 | 1971                                          | the same
0632                         | 0632-01-01 | 0632-12-31 | 632                                           | the same
# ten years
201X                         | 2010-01-01 | 2019-12-31 | the 2010s                                     | the same
197X                         | 1970-01-01 | 1979-12-31 | the 1970s                                     | the same
200X                         | 2000-01-01 | 2009-12-31 | the 2000s                                     | the same
# approximate ~, uncertain ?, both %
2017~                        | 2017-01-01 | 2017-12-31 | around 2017                                   | the same
2016?                        | 2016-01-01 | 2016-12-31 | possibly 2016                                 | the same
2016%                        | 2016-01-01 | 2016-12-31 | possibly around 2016                          | the same
2016-07~                     | 2016-07-01 | 2016-07-31 | around July 2016                              | the same
2016-07?                     | 2016-07-01 | 2016-07-31 | possibly July 2016                            | the same
2016-07%                     | 2016-07-01 | 2016-07-31 | possibly around July 2016                     | the same
2024-12-07~                  | 2024-12-07 | 2024-12-07 | around 7 December 2024                        | the same
2024-12-07?                  | 2024-12-07 | 2024-12-07 | possibly 7 December 2024                      | the same
2024-12-07%                  | 2024-12-07 | 2024-12-07 | possibly around 7 December 2024               | the same
201X?                        | 2010-01-01 | 2019-12-31 | possibly the 2010s                            | the same
# a time of day with its zone
2024-12-07T23:20Z            | 2024-12-07 | 2024-12-07 | 7 December 2024, 23:20 GMT                    | the same
2024-12-07T00:00Z            | 2024-12-07 | 2024-12-07 | 7 December 2024, 00:00 GMT                    | the same
2024-12-07T23:59Z            | 2024-12-07 | 2024-12-07 | 7 December 2024, 23:59 GMT                    | the same
2024-12-08T02:20+03:00       | 2024-12-08 | 2024-12-08 | 8 December 2024, 02:20 local time (UTC+3)     | the same
2024-12-07T18:20-05:00       | 2024-12-07 | 2024-12-07 | 7 December 2024, 18:20 local time (UTC-5)     | the same
2024-12-08T04:50+05:30       | 2024-12-08 | 2024-12-08 | 8 December 2024, 04:50 local time (UTC+5:30)  | the same
# from … to …
2024-12-07/2024-12-08        | 2024-12-07 | 2024-12-08 | 7 to 8 December 2024                          | between 7 and 8 December 2024
2024-12-01/2024-12-07        | 2024-12-01 | 2024-12-07 | 1 to 7 December 2024                          | between 1 and 7 December 2024
2024-12-01/2024-12-31        | 2024-12-01 | 2024-12-31 | 1 to 31 December 2024                         | between 1 and 31 December 2024
2024-11-27/2024-12-08        | 2024-11-27 | 2024-12-08 | 27 November to 8 December 2024                | between 27 November and 8 December 2024
2024-11-30/2024-12-01        | 2024-11-30 | 2024-12-01 | 30 November to 1 December 2024                | between 30 November and 1 December 2024
2023-12-31/2024-01-01        | 2023-12-31 | 2024-01-01 | 31 December 2023 to 1 January 2024            | between 31 December 2023 and 1 January 2024
2018-05-31/2025-07-08        | 2018-05-31 | 2025-07-08 | 31 May 2018 to 8 July 2025                    | between 31 May 2018 and 8 July 2025
2016-12-22/2024-11-29        | 2016-12-22 | 2024-11-29 | 22 December 2016 to 29 November 2024          | between 22 December 2016 and 29 November 2024
2017/2020                    | 2017-01-01 | 2020-12-31 | 2017 to 2020                                  | between 2017 and 2020
2011/2024                    | 2011-01-01 | 2024-12-31 | 2011 to 2024                                  | between 2011 and 2024
2024-01/2025-02              | 2024-01-01 | 2025-02-28 | January 2024 to February 2025                 | between January 2024 and February 2025
2024-11/2024-12-08           | 2024-11-01 | 2024-12-08 | November 2024 to 8 December 2024              | between November 2024 and 8 December 2024
2017/2024-12-08              | 2017-01-01 | 2024-12-08 | 2017 to 8 December 2024                       | between 2017 and 8 December 2024
2011-03/2024-12-08           | 2011-03-01 | 2024-12-08 | March 2011 to 8 December 2024                 | between March 2011 and 8 December 2024
2024-12-07T23:20Z/2024-12-08 | 2024-12-07 | 2024-12-08 | 7 December 2024, 23:20 GMT to 8 December 2024 | between 7 December 2024, 23:20 GMT and 8 December 2024
# an end of which no more is known than the day, month or year in which the other end lies
2025-03-06/2025-03           | 2025-03-06 | 2025-03-31 | 6 March 2025 until later that month           | between 6 March 2025 and the end of that month
2025-03/2025-03-20           | 2025-03-01 | 2025-03-20 | until 20 March 2025, from earlier that month  | between the start of the month and 20 March 2025
2025-03-06/2025              | 2025-03-06 | 2025-12-31 | 6 March 2025 until later that year            | between 6 March 2025 and the end of that year
2025/2025-03                 | 2025-01-01 | 2025-03-31 | until March 2025, from earlier that year      | between the start of the year and March 2025
2024-12-07T20:00Z/2024-12-07 | 2024-12-07 | 2024-12-07 | 7 December 2024, 20:00 GMT until later that day | between 7 December 2024, 20:00 GMT and the end of that day
2025-03-06/2025-03~          | 2025-03-06 | 2025-03-31 | 6 March 2025 to around March 2025             | between 6 March 2025 and around March 2025
2025-03-06/2025-04           | 2025-03-06 | 2025-04-30 | 6 March 2025 to April 2025                    | between 6 March 2025 and April 2025
201X/2015                    | 2010-01-01 | 2015-12-31 | the 2010s to 2015                             | between the 2010s and 2015
# still so, as far as known
2018-05-31/..                | 2018-05-31 | –          | since 31 May 2018                             | on or after 31 May 2018
2024-12-08/..                | 2024-12-08 | –          | since 8 December 2024                         | on or after 8 December 2024
2015-09-30/..                | 2015-09-30 | –          | since 30 September 2015                       | on or after 30 September 2015
# an end that nobody knows
2018-05-31/                  | 2018-05-31 | –          | from 31 May 2018, end not known               | on or after 31 May 2018
2024-12-08/                  | 2024-12-08 | –          | from 8 December 2024, end not known           | on or after 8 December 2024
# a start that nobody knows
../2025-07-08                | –          | 2025-07-08 | until 8 July 2025                             | on or before 8 July 2025
/2025-07-08                  | –          | 2025-07-08 | until 8 July 2025                             | on or before 8 July 2025
../2024-11-29                | –          | 2024-11-29 | until 29 November 2024                        | on or before 29 November 2024
# one day or year out of several
[2024-12-07..2024-12-08]     | 2024-12-07 | 2024-12-08 | between 7 and 8 December 2024                 | the same
[2024-11-30..2024-12-01]     | 2024-11-30 | 2024-12-01 | between 30 November and 1 December 2024       | the same
[2023-12-31..2024-01-01]     | 2023-12-31 | 2024-01-01 | between 31 December 2023 and 1 January 2024   | the same
[2016..2017]                 | 2016-01-01 | 2017-12-31 | between 2016 and 2017                         | the same
[1966..1969]                 | 1966-01-01 | 1969-12-31 | between 1966 and 1969                         | the same
"""

# What is refused, and what the editor is told; … stands for the list of what can be written instead.
REFUSED = """
yesterday                    | "yesterday" is not a date; …
12/07/2024                   | "12/07/2024" may be 7 December 2024 or 12 July 2024; write 2024-12-07 or 2024-07-12
7.12.2024                    | "7.12.2024" may be 12 July 2024 or 7 December 2024; write 2024-07-12 or 2024-12-07
13/07/2024                   | "13/07/2024" is not a date; write 2024-07-13
12/12/2024                   | "12/12/2024" is not a date; write 2024-12-12
31/02/2024                   | "31/02/2024" is not a date; …
12/2024                      | "12/2024" is not a date; write 2024-12
2024/12/07                   | "2024/12/07" is not a date; write 2024-12-07
2024/12                      | "2024/12" is not a date; write 2024-12
7 December 2024              | "7 December 2024" is not a date; write 2024-12-07
December 7th, 2024           | "December 7th, 2024" is not a date; write 2024-12-07
Dec. 2024                    | "Dec. 2024" is not a date; write 2024-12
30 February 2024             | "30 February 2024" is not a date; …
7 to 8 December 2024         | "7 to 8 December 2024" is not a date; …
7 Dec 2024 – 8 Dec 2024      | "7 Dec 2024 – 8 Dec 2024" is not a date; write 2024-12-07/2024-12-08
2024-12-07 to 2024-12-08     | "2024-12-07 to 2024-12-08" is not a date; write 2024-12-07/2024-12-08
2011-2024                    | "2011-2024" is not a date; write 2011/2024
2024-2011                    | "2024-2011" is not a date; …
since 2024-12-07             | "since 2024-12-07" is not a date; write 2024-12-07/..
until December 2024          | "until December 2024" is not a date; write ../2024-12
around 2017                  | "around 2017" is not a date; write 2017~
2024-12-7                    | "2024-12-7" is not a date; write 2024-12-07
2024-1                       | "2024-1" is not a date; write 2024-01
24-12-07                     | "24-12-07" is not a date; …
2024.12.07                   | "2024.12.07" is not a date; write 2024-12-07
20241207                     | "20241207" is not a date; write 2024-12-07
٢٠٢٤-١٢-٠٧                   | "٢٠٢٤-١٢-٠٧" is not written in the digits 0 to 9; write 2024-12-07
２０２４                     | "２０２４" is not written in the digits 0 to 9; write 2024
12:30                        | "12:30" is not a date; …
~2017                        | "~2017" is not a date; write 2017~
2017~?                       | "2017~?" is not a date; …
-0044                        | "-0044" is not a date; …
20XX                         | "20XX" is not a date; …
2024-12T10:00Z               | "2024-12T10:00Z" is not a date; …
2024-12-07T23:20             | "2024-12-07T23:20" has no time zone; write 2024-12-07T23:20Z for GMT, or 2024-12-07T23:20+03:00
2024-12-07 23:20             | "2024-12-07 23:20" has no time zone; write 2024-12-07T23:20Z for GMT, or 2024-12-07T23:20+03:00
2024-13                      | there is no month 13; months are 01 to 12
2024-00                      | there is no month 00; months are 01 to 12
2024-13-07                   | there is no month 13; did you mean 2024-07-13?
2024-13-32                   | there is no month 13; months are 01 to 12
2024-02-30                   | February 2024 has 29 days; write 2024-02 when the day is not sure
2024-02-31                   | February 2024 has 29 days; write 2024-02 when the day is not sure
2023-02-29                   | February 2023 has 28 days; write 2023-02 when the day is not sure
1900-02-29                   | February 1900 has 28 days; write 1900-02 when the day is not sure
2024-11-31                   | November 2024 has 30 days; write 2024-11 when the day is not sure
2024-12-00                   | December 2024 has 31 days; write 2024-12 when the day is not sure
0000                         | there is no year 0000; …
2024-12-07T24:00Z            | there is no time 24:00; hours are 00 to 23, minutes 00 to 59
2024-12-07T23:60Z            | there is no time 23:60; hours are 00 to 23, minutes 00 to 59
2024-12-07/soon              | "soon" is not a date; …
soon/2024-12-07              | "soon" is not a date; …
[2024-12-07,2024-12-08]      | "[2024-12-07,2024-12-08]" is not a date; …
2024-12-08/2024-12-07        | the interval ends before it starts; write the earlier date first
2025/2024                    | the interval ends before it starts; write the earlier date first
2024-12-08T23:00Z/2024-12-08T22:00Z         | the interval ends before it starts; write the earlier date first
2024-12-07T23:20Z/2024-12-08T00:30+03:00    | the interval ends before it starts; write the earlier date first
[2024-12-08..2024-12-07]     | the interval ends before it starts; write the earlier date first
../..                        | an interval needs a start or an end; write 2024-12-07/.. or ../2024-12-07
/                            | an interval needs a start or an end; write 2024-12-07/.. or ../2024-12-07
000X                         | "000X" is not a decade; write 201X
201X-05                      | "201X-05" is not a decade; write 201X
"""
INSTEAD = "write 2024-12-07, 2024-12, 2024, 2024~ or 2024-12-07/2024-12-08"

# Each line is in the order in which a timeline shows it.
ORDER = """
2023-12-31  2024-01-01  2024-12-07  2024-12-08
2017  2018  2024
2024  2024-12  2024-12-07
2024-12-07  2024-12-07/2024-12-08  2024-12-08
2024-12-07/2024-12-08  2024-12-07/2024-12-09  2024-12-07/..
2018-05-31/..  2024-12-07
2017~  2018?  2019%
2024-12-06  ../2024-12-07  2024-12-08
2024-12-07  2024-12-07T20:00Z  2024-12-07T23:20Z  2024-12-08
2024-12-07T20:00Z  2024-12-08T00:30+03:00  2024-12-07T18:00-05:00  2024-12-07T23:20Z
2024-12-07T23:00+03:00/2024-12-08T00:00+03:00  2024-12-07T23:20+03:00  2024-12-07T22:00Z/2024-12-08
201X  2011-03-15
"""


# Spans of hours: what is written, and how an event within it reads. A day, a year and a clock that both ends share are said once.
HOURS = """
# one clock, one day
2024-12-07T20:00Z/2024-12-07T23:20Z           | between 20:00 and 23:20 on 7 December 2024, GMT
2024-12-07T20:00+03:00/2024-12-07T23:20+03:00 | between 20:00 and 23:20 on 7 December 2024, local time (UTC+3)
2024-12-07T00:00Z/2024-12-07T00:30Z           | between 00:00 and 00:30 on 7 December 2024, GMT
# up to midnight, which needs no date
2024-12-07T23:00+03:00/2024-12-08T00:00+03:00 | between 23:00 on 7 December 2024 and midnight, local time (UTC+3)
2024-12-07T23:00Z/2024-12-08T00:00Z           | between 23:00 on 7 December 2024 and midnight, GMT
2024-11-30T22:00-05:00/2024-12-01T00:00-05:00 | between 22:00 on 30 November 2024 and midnight, local time (UTC-5)
2023-12-31T23:00+03:00/2024-01-01T00:00+03:00 | between 23:00 on 31 December 2023 and midnight, local time (UTC+3)
2024-12-06T23:00Z/2024-12-08T00:00Z           | between 23:00 on 6 December and 00:00 on 8 December 2024, GMT
# across midnight, the end of a month, the end of a year
2024-12-07T23:00+03:00/2024-12-08T02:20+03:00 | between 23:00 on 7 December and 02:20 on 8 December 2024, local time (UTC+3)
2024-11-30T23:00Z/2024-12-01T01:00Z           | between 23:00 on 30 November and 01:00 on 1 December 2024, GMT
2023-12-31T23:00Z/2024-01-01T01:00Z           | between 23:00 on 31 December 2023 and 01:00 on 1 January 2024, GMT
# two clocks: each time says whose it is
2024-12-07T20:00Z/2024-12-08T02:20+03:00      | between 20:00 GMT on 7 December and 02:20 local time (UTC+3) on 8 December 2024
2024-12-07T18:20-05:00/2024-12-08T02:20+01:00 | between 18:20 local time (UTC-5) on 7 December and 02:20 local time (UTC+1) on 8 December 2024
2024-12-07T20:00Z/2024-12-07T23:30+03:00      | between 20:00 GMT and 23:30 local time (UTC+3) on 7 December 2024
2024-12-07T20:00Z/2024-12-08T00:00+03:00      | between 20:00 GMT on 7 December and 00:00 local time (UTC+3) on 8 December 2024
2023-12-31T20:00Z/2024-01-01T04:50+05:30      | between 20:00 GMT on 31 December 2023 and 04:50 local time (UTC+5:30) on 1 January 2024
# one moment out of several reads the same
[2024-12-07T23:00Z..2024-12-08T00:00Z]        | between 23:00 on 7 December 2024 and midnight, GMT
"""


def table(text: str) -> list[list[str]]:
    """The cells of each line; headings are left out."""
    lines = [line for line in text.strip().split("\n") if not line.startswith(("#", "written"))]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


@pytest.mark.parametrize(
    ("written", "first", "last", "state", "event"), table(READ), ids=lambda v: v
)
def test_what_a_date_means_and_how_it_reads(
    written: str, first: str, last: str, state: str, event: str
) -> None:
    when = parse(written)
    assert str(when.earliest or "–") == first
    assert str(when.latest or "–") == last
    assert date_words(when) == state
    assert date_words(when, event=True) == (state if event == "the same" else event)
    assert when.edtf == written


@pytest.mark.parametrize(("written", "event"), table(HOURS), ids=lambda v: v)
def test_how_a_span_of_hours_reads(written: str, event: str) -> None:
    assert date_words(parse(written), event=True) == event
    assert date_words(parse(written)) in (
        event,
        event.removeprefix("between ").replace(" and ", " to "),
    )


@pytest.mark.parametrize(("written", "told"), table(REFUSED), ids=lambda v: v)
def test_what_is_refused(written: str, told: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse(written)
    assert f"{refused.value}; {refused.value.hint}" == told.replace("…", INSTEAD)


@pytest.mark.parametrize("line", ORDER.strip().split("\n"))
def test_order(line: str) -> None:
    expected = line.split()
    assert sorted(reversed(expected), key=lambda written: parse(written).sort_key()) == expected


@pytest.mark.parametrize("written", ["", " 2024", "2024 ", "2024-12-07/2024-12-08/2024-12-09"])
def test_blanks_and_a_third_date_are_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse(written)
