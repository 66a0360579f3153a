// Who must act after an incident: per debtor and duty, with the clauses that decide.

const [OBLIGED, NOT_OBLIGED] = ["obliged", "not obliged"];
const DUTY_ANSWERS = [NOT_OBLIGED, OPEN, OBLIGED];

/**
 * The answers for one incident, one for each debtor of each duty.
 * @param {{kind: string, place: string|null, day: [number|null, number|null]|null}} incident
 */
function dutiesAfter(program, rules, known, incident) {
  const { obligations } = rules.setting;
  const [earliest, latest] = incident.day || [null, null];
  const entry = newEntry(obligations.at, TRUE, earliest ?? -Infinity, latest ?? Infinity);
  const then = known.with({ timeline: known.timeline.withEntry(entry) });
  return obligations.duties.flatMap((duty) =>
    duty.debtors.map((debtor) => {
      const answer = { duty, debtor, grounds: [], byReading: [], answer: OPEN };
      if (!duty.evaluated) return answer;
      const place = program.places[`${duty.instrument}.${duty.id}`][incident.place ?? ""];
      const before = [
        ...debtorGrounds(debtor, duty, entry),
        ...duty.times.map((time) => timeGround(time, duty, rules, then)),
        triggerGround(duty, incident.kind),
      ];
      const placed = place.grounds.map(([truth, words, sources]) => ({ kind: "place", truth, words, sources }));
      const grounds = [...before, ...placed];
      const others = before.map((ground) => ground.truth);
      const byReading = Object.entries(place.readings || {}).map(([name, truth]) => [
        name, DUTY_ANSWERS[conjunction([...others, truth])],
      ]);
      const differs = new Set(byReading.map(([, one]) => one)).size > 1;
      const truth = conjunction(grounds.map((ground) => ground.truth));
      return { ...answer, answer: DUTY_ANSWERS[truth], grounds, byReading: differs ? byReading : [] };
    }),
  );
}

/** Whether a debtor owes at all: it is not the creditor, and a member of its group that day. */
function debtorGrounds(debtor, duty, { earliest, latest }) {
  const found = [];
  if (debtor.creditor) found.push({ kind: "debtor", truth: FALSE, words: debtor.creditor, sources: duty.sources });
  if (debtor.member) {
    const hasBegun = (start) => {
      if (start === null) return TRUE;
      const [first, last] = [start[0] ?? -Infinity, start[1] ?? Infinity];
      return earliest >= last ? TRUE : latest < first ? FALSE : UNKNOWN;
    };
    const truth = disjunction(
      debtor.member.map(([since, until]) =>
        conjunction([hasBegun(since), until === null ? TRUE : negation(hasBegun(until))]),
      ),
    );
    const is = ["is not", "may or may not be", "is"][truth];
    const words = `${debtor.label} ${is} one of ${debtor.group} that day`;
    found.push({ kind: "debtor", truth, words, sources: duty.sources });
  }
  return found;
}

/** A clause that the day of the incident decides. */
function timeGround({ kind, formula, act, holds, words }, duty, rules, known) {
  const judged = judge(formula, known);
  const truth = holds ? judged.truth : negation(judged.truth);
  let said = words[judged.truth];
  if (!(holds && judged.truth === TRUE)) {
    const leaves = decidingLeaves(new Telling(rules, known, act).tree(judged));
    const told = [...new Set(leaves.map((leaf) => [leaf.words, leaf.because].filter(Boolean).join(": ")))];
    said = `${said} (${told.join("; ")})`;
  }
  return { kind, truth, words: said, sources: duty.sources };
}

/** The parts without parts that give the truth of a tree. */
function decidingLeaves(node) {
  if (!node.parts.length) return [node];
  const alike = node.parts.filter((part) => part.truth === node.truth);
  return (alike.length ? alike : node.parts).flatMap(decidingLeaves);
}

function triggerGround(duty, kind) {
  const ground = (truth, words) => ({ kind: "trigger", truth, words, sources: duty.sources });
  const named = listing(duty.trigger.map((one) => `“${one}”`), "or");
  if (!duty.trigger.length) return ground(TRUE, "it has no trigger, so it is owed in any case");
  if (kind === "unknown") return ground(UNKNOWN, `whether the incident is ${named} is not known`);
  if (duty.trigger.includes(kind)) return ground(TRUE, `“${kind}” triggers it`);
  return ground(FALSE, `the incident is “${kind}”, and only ${named} triggers it`);
}
