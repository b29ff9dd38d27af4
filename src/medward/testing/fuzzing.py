# SPDX-License-Identifier: Apache-2.0
"""Summaries of fuzzing: the log of libFuzzer, and the file `fuzzer_stats` of AFL++.

- A crash, a time-out, a hang or memory that ran out fails the run: input must not stop a device.
- A run that executed nothing is `unknown`.
- A log of libFuzzer that neither ends (`Done … runs`, final statistics) nor tells of a crash was cut off, and one
  whose statistics state another number of runs contradicts itself: `error`. So is an AFL++ file without its
  counts.
- libFuzzer names neither its version nor a time; AFL++ names both.
- The kind of a crash, as a sanitizer names it, gives the weakness (CWE) where it has a plain equal; else none.
"""

import re

from medward.testing.limits import MAX_PLACES, MAX_TEXT, MAX_TITLE
from medward.testing.model import Finding, Format, Outcome, Report
from medward.testing.source import Source, after_epoch, clean, whole

_ERROR = re.compile(
    r"ERROR: (?P<who>\w+(?:Sanitizer|Fuzzer)): (?P<what>[^\n]{1,300})|(?P<ub>runtime error: [^\n]{1,300})"
)
_SUMMARY = re.compile(r"SUMMARY: (?P<who>\w+(?:Sanitizer|Fuzzer)): (?P<what>[^\n]{1,500})")
_ARTIFACT = re.compile(r"Test unit written to (?P<file>\S{1,500})")
_DONE = re.compile(r"^Done (?P<runs>[0-9]{1,15}) runs in [0-9]{1,15} second", re.ASCII)
_STAT = re.compile(r"^stat::(?P<key>\w{1,60}):\s*(?P<number>[0-9]{1,15})\s*$", re.ASCII)
_MARKS = (
    b"INFO: Running with entropic power schedule",
    b"INFO: Seed:",
    b"libFuzzer",
    b"stat::number_of_executed_units",
)
_WEAKNESSES = {
    "heap-buffer-overflow": "CWE-122",
    "stack-buffer-overflow": "CWE-121",
    "stack-buffer-underflow": "CWE-124",
    "global-buffer-overflow": "CWE-119",
    "dynamic-stack-buffer-overflow": "CWE-121",
    "heap-use-after-free": "CWE-416",
    "stack-use-after-return": "CWE-562",
    "stack-use-after-scope": "CWE-562",
    "attempting double-free": "CWE-415",
    "double-free": "CWE-415",
    "stack-overflow": "CWE-674",
    "use-of-uninitialized-value": "CWE-457",
    "detected memory leaks": "CWE-401",
    "data race": "CWE-362",
    "signed integer overflow": "CWE-190",
    "division by zero": "CWE-369",
    "allocation-size-too-big": "CWE-789",
    "out-of-memory": "CWE-400",
    "timeout": "CWE-400",
}
_NEEDED = ("execs_done", "run_time", "last_update")


def is_libfuzzer(data: bytes) -> bool:
    """Whether a text is a log of libFuzzer."""
    return any(mark in data for mark in _MARKS)


def parse_libfuzzer(source: Source) -> Report:
    """Read a log of libFuzzer. Raises ProblemsError for what is none."""
    if not is_libfuzzer(source.data):
        raise source.refusal(
            "format", "this is no log of libFuzzer", "Keep what the fuzzer wrote to standard error"
        )
    lines = source.text_lines()
    done = [int(found["runs"]) for line in lines if (found := _DONE.search(line))]
    stats = {found["key"]: int(found["number"]) for line in lines if (found := _STAT.search(line))}
    findings = _crashes(lines)
    executed = stats.get("number_of_executed_units")
    runs = sum(done) if done else executed
    outcome, reasons = _libfuzzer_outcome(done, executed, findings)
    return Report(
        format=Format.LIBFUZZER,
        digest=source.digest,
        outcome=outcome,
        reasons=reasons,
        tool="libFuzzer",
        counts={"executed": runs or 0, "crashes": sum(one.count for one in findings), **_kept(stats)},
        findings=findings,
    )


def _kept(stats: dict[str, int]) -> dict[str, int]:
    wanted = ("average_exec_per_sec", "new_units_added", "slowest_unit_time_sec", "peak_rss_mb")
    return {key: stats[key] for key in wanted if key in stats}


def _crashes(lines: list[str]) -> tuple[Finding, ...]:
    """Each kind of crash once, with the files that bring it about. Its summary names the place in the code."""
    kinds: dict[str, list[str]] = {}
    said: dict[str, str] = {}
    current = ""
    for line in lines:
        if found := _ERROR.search(line) or _SUMMARY.search(line):
            what = clean(
                found["what"] if "what" in found.groupdict() and found["what"] else found.group(0), MAX_TEXT
            )
            summary = line.lstrip().startswith("SUMMARY")
            current = _kind(what) if not (summary and current) else current
            kinds.setdefault(current, [])
            if summary or current not in said:
                said[current] = what
        elif artifact := _ARTIFACT.search(line):
            current = current or "crash"
            kinds.setdefault(current, []).append(clean(artifact["file"], MAX_TITLE))
            current = ""
    return tuple(_crash(kind, files, said.get(kind, "")) for kind, files in sorted(kinds.items()))


def _kind(what: str) -> str:
    """The kind of a crash in the sanitizer's word, without addresses and numbers that differ between runs."""
    known = next((kind for kind in _WEAKNESSES if kind in what), "")
    return known or clean(re.split(r" on | at |\(|: |[0-9]| (?=\S*[./])", what)[0], 80) or "crash"


def _crash(kind: str, files: list[str], text: str) -> Finding:
    places = tuple(dict.fromkeys(files))[:MAX_PLACES]
    weakness = (_WEAKNESSES[kind],) if kind in _WEAKNESSES else ()
    return Finding(f"libFuzzer:{kind}", f"Fuzzing: {kind}", "error", text, weakness, places, max(len(files), 1))


def _libfuzzer_outcome(
    done: list[int], executed: int | None, findings: tuple[Finding, ...]
) -> tuple[Outcome, tuple[str, ...]]:
    if findings:
        return Outcome.FAILED, (f"{sum(one.count for one in findings)} crashes, time-outs or the like were found",)
    if not done and executed is None:
        return Outcome.ERROR, ("the log has no end, so it was cut off, or the run did not end",)
    if len(done) == 1 and executed is not None and executed != done[0]:
        return Outcome.ERROR, (f"the log says {done[0]:,} runs at its end and {executed:,} in its statistics",)
    runs = sum(done) if done else executed or 0
    if not runs:
        return Outcome.UNKNOWN, ("no input was run",)
    return Outcome.PASSED, (f"{runs:,} inputs were run without a crash",)


def is_afl(data: bytes) -> bool:
    """Whether a text is a `fuzzer_stats` file."""
    return b"execs_done" in data and b"afl_" in data


def parse_afl(source: Source) -> Report:
    """Read a `fuzzer_stats` file of AFL++. Raises ProblemsError for what is none."""
    if not is_afl(source.data):
        raise source.refusal(
            "format", "this is no fuzzer_stats file of AFL++", "Name the file in the output folder"
        )
    pairs = (line.partition(":") for line in source.text_lines())
    said = {key.strip(): value.strip() for key, colon, value in pairs if colon}
    crashes = _first(said, "saved_crashes", "unique_crashes")
    hangs = _first(said, "saved_hangs", "unique_hangs")
    missing = [key for key in _NEEDED if whole(said.get(key)) is None]
    missing += [name for name, number in (("saved_crashes", crashes), ("saved_hangs", hangs)) if number is None]
    executed, target = whole(said.get("execs_done")) or 0, clean(said.get("afl_banner"), MAX_TITLE)
    outcome, reasons = _afl_outcome(missing, executed, crashes or 0, hangs or 0)
    wanted = ("run_time", "cycles_done", "corpus_count", "edges_found", "total_edges")
    kept = {key: number for key in wanted if (number := whole(said.get(key))) is not None}
    return Report(
        format=Format.AFL,
        digest=source.digest,
        outcome=outcome,
        reasons=reasons,
        tool="AFL++",
        version=clean(said.get("afl_version"), 40).removeprefix("++"),
        started=after_epoch(whole(said.get("start_time"))),
        ended=after_epoch(whole(said.get("last_update"))),
        counts={"executed": executed, "crashes": crashes or 0, "hangs": hangs or 0, **kept},
        findings=tuple(
            Finding(
                f"AFL++:{target}:{kind}", f"Fuzzing of {target or 'the target'}: {kind}", "error", count=number
            )
            for kind, number in (("crashes", crashes), ("hangs", hangs))
            if number
        ),
    )


def _first(said: dict[str, str], *keys: str) -> int | None:
    return next((whole(said[key]) for key in keys if key in said), None)


def _afl_outcome(missing: list[str], executed: int, crashes: int, hangs: int) -> tuple[Outcome, tuple[str, ...]]:
    if crashes or hangs:
        return Outcome.FAILED, (f"{crashes} crashes and {hangs} hangs were found in {executed:,} runs",)
    if missing:
        return Outcome.ERROR, (f"counts are missing, so the file was cut off: {', '.join(missing)}",)
    if not executed:
        return Outcome.UNKNOWN, ("no input was run",)
    return Outcome.PASSED, (f"{executed:,} inputs were run without a crash or a hang",)
