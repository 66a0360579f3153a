// The verdict on one condition: compliance, readiness, status, and whether it is final.

const [MET, NOT_MET, OPEN] = ["met", "not met", "unknown"];
const [DEPENDS, NONE] = ["depends on the reading", "no condition on record"];
const [SATISFIED, VIOLATED, READY] = ["satisfied", "violated", "ready"];
const [WAITING, UNDECIDED] = ["waiting", "undecided"];
const ANSWER_OF = [NOT_MET, OPEN, MET];
const HAPPENED = [VIOLATED, UNDECIDED, SATISFIED];
const STANDS = [WAITING, UNDECIDED, READY];
const ANSWERS = {
  [SATISFIED]: MET, [READY]: MET, [VIOLATED]: NOT_MET, [WAITING]: NOT_MET, [UNDECIDED]: OPEN,
};
const BEST_FIRST = [SATISFIED, READY, UNDECIDED, WAITING, VIOLATED];
/** How bad an answer or a status is, among its own kind. */
const BADNESS = new Map([...[MET, OPEN, NOT_MET].entries(), ...BEST_FIRST.entries()].map(([place, one]) => [one, place]));

/** @typedef {{why: string, what: string}} Reason What keeps an answer unknown. */

/** The verdict on a condition, from its formula and, where it gates one act, that act and what it requires. */
function decide(compiled, known) {
  const whole = judge(compiled.formula, known);
  const happened = () => decided(known, whole, null, null, HAPPENED[whole.truth], whole.truth !== UNKNOWN, false);
  if (compiled.act === undefined) return happened();
  const { act, requires } = compiled;
  const name = known.rules.points[act][1];
  const happens = known.comes(act);
  const mayStillCome = known.mayStillCome(act);
  if (happens === TRUE && !mayStillCome) return { ...happened(), act: name };
  const [soon, finally_] = [known.actingNext(name), known.actingLast(name)];
  const readiness = judge(requires, soon);
  const acting = happens === FALSE ? null : known.assuming([act]);
  const later = acting === null ? null : judge(requires, acting).truth;
  let { truth } = readiness;
  if (later !== null && !mayStillCome && later !== truth) truth = UNKNOWN;
  const status = STANDS[truth];
  const last = finally_ === soon ? readiness.truth : judge(requires, finally_).truth;
  const final = truth !== UNKNOWN && last === truth && (later === null || later === truth);
  const unsettled = happens === UNKNOWN && !mayStillCome && status !== UNDECIDED;
  return decided(known, whole, readiness, name, status, final, unsettled);
}

function decided(known, whole, readiness, act, status, final, unsettled) {
  const [answer, compliance] = [ANSWERS[status], ANSWER_OF[whole.truth]];
  let reasons = compliance === OPEN ? reasonsOf(whole, known) : [];
  if (readiness !== null && answer === OPEN) {
    // That the act has no day yet is no reason: it was supposed to happen there and then.
    reasons = [...reasons, ...reasonsOf(readiness, known).filter((reason) => act === null || reason.what !== act)];
  }
  return {
    status, answer, compliance, final, vacuous: whole.vacuous,
    blocked: status === WAITING && final && known.hasFuture,
    judgement: whole, readiness, act, unsettled, versions: [], reasons: onceEach(reasons),
  };
}

function onceEach(reasons) {
  return [...new Map(reasons.map((reason) => [`${reason.why}\n${reason.what}`, reason])).values()];
}

/** What is unknown in the open leaves of a judgement. */
function reasonsOf(judged, known) {
  if (judged.truth !== UNKNOWN) return [];
  const node = known.rules.formulas[judged.formula];
  const found = [];
  if (node[0] === "c") found.push({ why: "missing", what: node[2] });
  if (node[0] === "q") {
    for (const base of nothingToShare(node[1], node[3], known)) {
      for (const fact of linear(base).factors.keys()) found.push({ why: "a share of nothing has no value", what: fact });
    }
  }
  for (const seen of judged.seen) {
    if (seen.fact === undefined) {
      // Of a gated act only matters whether it happens; where its day does, a window inside has seen it.
      const settled = seen.days[0] === seen.days[1] || node[0] === "G";
      if (seen.comes !== TRUE || !settled) found.push(...leftOpen(seen.point, known));
    } else if (seen.value.not !== undefined) {
      found.push({ why: seen.value.not === "not applicable" ? "not applicable" : "missing", what: seen.fact });
    } else if (!isOneNumber(seen.value)) {
      found.push({ why: "missing", what: seen.fact });
    }
  }
  for (const part of judged.parts) found.push(...reasonsOf(part, known));
  return found;
}

function isOneNumber({ between }) {
  return Boolean(between && between[0] && between[1] && compareNumbers(between[0], between[1]) === 0);
}

/** What keeps open whether and when a point comes. */
function leftOpen(point, known) {
  const node = known.rules.points[point];
  switch (node[0]) {
    case "e": {
      const days = known.days(point);
      if (known.comes(point) !== UNKNOWN && !(days[0] < days[1])) return [];
      return [{ why: known.mayStillCome(point) ? "pending" : "missing", what: node[1] }];
    }
    case "d":
      return [];
    case "s":
      return leftOpen(node[1], known);
    case "n":
      return leftOpen(node[2], known);
    case "k":
      return node[1].flatMap((each) => leftOpen(each, known));
    default:
      return [...leftOpen(node[1], known), ...reasonsOf(judge(node[2], known), known)];
  }
}

// --- what sources give differently ---------------------------------------------------------

const MOST_VERSIONS = 64;

/** Every choice of one item from each list, the last one changing first. */
function product(lists) {
  return lists.reduce((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}

/**
 * The verdict on a condition, worked out with every value that sources give.
 * @param {{facts: [string, [string, object][]][], events: Set<string>}} differs
 */
function decideEach(compiled, known, differs) {
  const base = decide(compiled, known);
  const count = differs.facts.reduce((number, [, told]) => number * told.length, 1);
  if (!differs.facts.length || count > MOST_VERSIONS) {
    return differs.events.size || differs.facts.length ? { ...base, reasons: contestedReasons(base.reasons, differs) } : base;
  }
  const versions = new Map();
  for (const choice of product(differs.facts.map(([, told]) => told))) {
    const facts = new Map(known.facts);
    choice.forEach(([, state], place) => facts.set(differs.facts[place][0], state));
    versions.set(choice.map(([label]) => label).join(", "), decide(compiled, known.with({ facts })));
  }
  return together(base, versions, differs);
}

function together(base, versions, differs) {
  const each = [...versions.values()];
  const [answer, compliance] = ["answer", "compliance"].map((question) => agreed(each.map((one) => one[question])));
  const worst = each.map((one) => one.status).reduce((one, other) => (BADNESS.get(other) > BADNESS.get(one) ? other : one));
  const status = answer === OPEN ? UNDECIDED : worst;
  const differing = new Set(each.map((one) => `${one.answer}/${one.compliance}`)).size > 1;
  return {
    ...base, status, answer, compliance,
    final: answer !== OPEN && each.every((one) => one.final),
    vacuous: compliance === MET && each.every((one) => one.vacuous),
    blocked: status === WAITING && each.every((one) => one.blocked),
    unsettled: [READY, WAITING].includes(status) && each.every((one) => one.unsettled),
    reasons: contestedReasons(differing ? base.reasons : each.flatMap((one) => one.reasons), differs),
    versions: differing ? [...versions] : [],
  };
}

const agreed = (answers) => (new Set(answers).size === 1 ? answers[0] : OPEN);

function contestedReasons(reasons, differs) {
  const told = new Set([...differs.facts.map(([fact]) => fact), ...differs.events]);
  return onceEach(
    reasons.map((one) => (told.has(one.what) && one.why === "missing" ? { ...one, why: "contested" } : one)),
  );
}
