#!/usr/bin/env python3
"""Compares the JSON records on stdin, one per physical line, with the rows of a CSV file: in order, value by value.

    ... ConsoleConsumer ... | python3 compare.py FILE.csv

Knows nothing of Waybill: the rows come from Python's csv.DictReader, the records from Python's json. Prints the counts;
exit 0 when both sides are the same, 1 when they differ.
"""

import csv
import itertools
import json
import sys

SHOWN = 10


def main(path):
    rows = records = values = differences = 0
    with open(path, encoding="utf-8", newline="") as file:  # newline="": row ends are the csv module's business
        expected = csv.DictReader(file)
        actual = sys.stdin.buffer
        for number, (row, line) in enumerate(itertools.zip_longest(expected, actual), start=1):
            rows += row is not None
            records += line is not None
            values += len(row or ())
            record = None if line is None else json.loads(line)
            if record is None or row is None or list(record.items()) != list(row.items()):
                differences += 1
                if differences <= SHOWN:
                    print(f"row {number}: the file has {row}, the topic {record}")
    print(f"{rows:,} rows in the file, {records:,} records in the topic, {values:,} values compared, {differences:,} differ")
    return 1 if differences or rows == 0 else 0


if __name__ == "__main__":
    csv.field_size_limit(2**31 - 1)
    sys.exit(main(sys.argv[1]))
