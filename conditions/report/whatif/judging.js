// What a formula means: its strong Kleene truth under what is known, and the judgements behind it.

/** @typedef {{formula: number, truth: number, parts: object[], seen: object[], distance: Bounds|null, vacuous: boolean}} Judgement */

/** @returns {Judgement} */
const judgement = (formula, truth, more = {}) => ({
  formula, truth, parts: [], seen: [], distance: null, vacuous: false, ...more,
});

const pointSeen = (known, point) => ({ point, comes: known.comes(point), days: known.days(point) });
const factSeen = (known, fact) => ({ fact, value: known.fact(fact) });
const isVacuous = (truth, parts) => truth === TRUE && parts.every((part) => part.vacuous);
const trueOnes = (parts) => parts.filter((part) => part.truth === TRUE);

/** The truth of a formula under what is known, with the judgements behind it. */
function judge(formula, known) {
  const node = known.rules.formulas[formula];
  switch (node[0]) {
    case "c":
      return judgement(formula, node[1]);
    case "h":
      return judgement(formula, known.comes(node[1]), { seen: [pointSeen(known, node[1])] });
    case "w":
      return judgeWithin(formula, node, known);
    case "m": {
      const value = known.fact(node[1]);
      return judgement(formula, matches(value, node[2]), { seen: [{ fact: node[1], value }] });
    }
    case "q": {
      const seen = known.rules.factsIn(formula).map((fact) => factSeen(known, fact));
      return judgement(formula, compared(node[1], node[2], node[3], known), { seen });
    }
    case "!": {
      const inner = judge(node[1], known);
      return judgement(formula, negation(inner.truth), { parts: [inner] });
    }
    case "&": {
      const parts = node[1].map((part) => judge(part, known));
      const truth = conjunction(parts.map((part) => part.truth));
      return judgement(formula, truth, { parts, vacuous: isVacuous(truth, parts) });
    }
    case "|": {
      const parts = node[1].map((part) => judge(part, known));
      const truth = disjunction(parts.map((part) => part.truth));
      return judgement(formula, truth, { parts, vacuous: isVacuous(truth, trueOnes(parts)) });
    }
    case "#": {
      const parts = node[1].map((part) => judge(part, known));
      const truth = counted(parts.map((part) => part.truth), node[2], node[3]);
      return judgement(formula, truth, { parts, vacuous: node[2] > 0 && isVacuous(truth, trueOnes(parts)) });
    }
    case ">":
      return judgeImplies(formula, node, known);
    case "G":
      return judgeGate(formula, node, known);
    default:
      throw new Error(`no formula is a ${node[0]}`);
  }
}

/** Met if the act never happens; else as its requirement, which is judged as if the act happens. */
function judgeGate(formula, [, act, requires], known) {
  const seen = [pointSeen(known, act)];
  const happens = known.comes(act);
  const acting = happens === FALSE ? null : known.assuming([act]);
  if (acting === null) return judgement(formula, TRUE, { seen, vacuous: true });
  const inner = judge(requires, acting);
  const truth = consequence(happens, inner.truth);
  return judgement(formula, truth, { parts: [inner], seen, vacuous: inner.vacuous });
}

/** Met if the premise is false; else as its conclusion, which is judged as if the premise holds. */
function judgeImplies(formula, [, premise, conclusion], known) {
  const first = judge(premise, known);
  const holding = first.truth === FALSE ? null : known.assuming(promised(premise, known.rules));
  if (holding === null) return judgement(formula, TRUE, { parts: [first], vacuous: true });
  const inner = judge(conclusion, holding);
  const truth = consequence(first.truth, inner.truth);
  return judgement(formula, truth, { parts: [first, inner], vacuous: inner.vacuous });
}

/** The truth of an implication whose consequence was judged as if the condition held. */
function consequence(condition, follows) {
  if (follows === TRUE) return TRUE;
  return condition === TRUE && follows === FALSE ? FALSE : UNKNOWN;
}

/** Both come, and the bounds of their distance decide. */
function judgeWithin(formula, [, point, anchor, least, most], known) {
  const come = known.bothCome(point, anchor);
  const seen = [pointSeen(known, point), pointSeen(known, anchor)];
  if (come === FALSE) return judgement(formula, FALSE, { seen });
  const distance = known.distance(point, anchor);
  const sides = [come];
  if (least !== null) {
    const start = known.rules.shifted(anchor, least);
    sides.push(notBefore(known, point, start, start === anchor ? distance : known.distance(point, start)));
  }
  if (most !== null) {
    const end = known.rules.shifted(anchor, most);
    sides.push(notBefore(known, end, point, known.distance(end, point)));
  }
  return judgement(formula, conjunction(sides), { seen, distance });
}

/** Whether the one point is not before the other, as the days say, or the timeline itself in months. */
function notBefore(known, later, earlier, [least, most]) {
  if (least >= 0 || most < 0) return truthOf(least >= 0);
  return statedOrder(known, later, earlier);
}

/** The points that certainly come if the formula is true. */
function promised(place, rules) {
  const node = rules.formulas[place];
  if (node[0] === "h") return [node[1]];
  if (node[0] === "w") return [node[1], node[2]];
  if (node[0] === "&") return [...new Set(node[1].flatMap((part) => promised(part, rules)))];
  if (node[0] !== "|" || !node[1].length) return [];
  const common = node[1].map((part) => promised(part, rules));
  return common[0].filter((point) => common.every((other) => other.includes(point)));
}

function matches(state, values) {
  if (!state.among) return UNKNOWN;
  const hits = state.among.map((option) => values.includes(option));
  return hits.every(Boolean) ? TRUE : hits.some(Boolean) ? UNKNOWN : FALSE;
}

// --- order in months, as a timeline states it ------------------------------------------

/** Whether a relation says that the one point lies on the day of the other or later, or that it does not. */
function statedOrder(known, later, earlier) {
  const [one, other] = [shiftedEvent(known.rules, later), shiftedEvent(known.rules, earlier)];
  if (one === null || other === null || (isExact(one[1]) && isExact(other[1]))) return UNKNOWN;
  const [[event, ahead], [anchor, after]] = [one, other];
  for (const { first, second, least, most } of known.timeline.relations) {
    if (first === anchor && second === event && isZero(ahead)) {
      if (least !== null && reaches(least, after)) return TRUE;
      if (most !== null && exceeds(after, most)) return FALSE;
    }
    if (first === event && second === anchor && isZero(after)) {
      if (most !== null && reaches(ahead, most)) return TRUE;
      if (least !== null && exceeds(least, ahead)) return FALSE;
    }
  }
  return UNKNOWN;
}

function shiftedEvent(rules, point) {
  const node = rules.points[rules.spread(point)];
  if (node[0] === "e") return [node[1], SAME_DAY];
  if (node[0] !== "s") return null;
  const inner = rules.points[node[1]];
  if (inner[0] === "e") return [inner[1], node[2]];
  if (inner[0] !== "s" || rules.points[inner[1]][0] !== "e" || !isExact(node[2])) return null;
  const days = totalDays(inner[2]) + totalDays(node[2]);
  if (totalMonths(inner[2]) * days < 0) return null;
  return [rules.points[inner[1]][1], [0, totalMonths(inner[2]), 0, days]];
}

/** Whether a period leads at least as far as another, whatever the day on which both start. */
function reaches(period, other) {
  if (totalMonths(period) === totalMonths(other)) return totalDays(period) >= totalDays(other);
  return lengthBounds(period, -Infinity, Infinity)[0] >= lengthBounds(other, -Infinity, Infinity)[1];
}

/** Whether a period leads farther than another, whatever the day on which both start. */
function exceeds(period, other) {
  if (totalMonths(period) === totalMonths(other)) return totalDays(period) > totalDays(other);
  return lengthBounds(period, -Infinity, Infinity)[0] > lengthBounds(other, -Infinity, Infinity)[1];
}

// --- numbers, of which only ranges may be known ------------------------------------------

/** A quantity as a constant and facts with factors. */
function linear(quantity) {
  switch (quantity[0]) {
    case "a":
      return { constant: parseNumber(quantity[1]), factors: new Map() };
    case "f":
      return { constant: NOTHING, factors: new Map([[quantity[1], fraction(1n)]]) };
    case "s":
      return added({ constant: NOTHING, factors: new Map() }, linear(quantity[2]), parseNumber(quantity[1]));
    default:
      return quantity[1].map(linear).reduce((one, other) => added(one, other, fraction(1n)), {
        constant: NOTHING, factors: new Map(),
      });
  }
}

function added(one, other, factor) {
  const factors = new Map(one.factors);
  for (const [fact, number] of other.factors) {
    const sum = plus(factors.get(fact) || NOTHING, times(factor, number));
    if (sum[0] === 0n) factors.delete(fact);
    else factors.set(fact, sum);
  }
  return { constant: plus(one.constant, times(factor, other.constant)), factors };
}

/** The least and the greatest value of a number, `null` where open. */
function rangeOf(number, known) {
  let [low, high] = [number.constant, number.constant];
  for (const [fact, factor] of number.factors) {
    const ends = known.fact(fact).between || [null, null];
    const [least, most] = factor[0] > 0n ? ends : [ends[1], ends[0]];
    low = low === null || least === null ? null : plus(low, times(factor, least));
    high = high === null || most === null ? null : plus(high, times(factor, most));
  }
  return [low, high];
}

/** What the shares in a quantity are shares of. */
function basesIn(quantity) {
  if (quantity[0] === "s") return [quantity[2], ...basesIn(quantity[2])];
  return quantity[0] === "+" ? quantity[1].flatMap(basesIn) : [];
}

/** Whether the comparison holds for every value that the facts may have, or for none. */
function compared(left, comparison, right, known) {
  const sides = [linear(left), linear(right)];
  const facts = sides.flatMap((side) => [...side.factors.keys()]);
  if (facts.some((fact) => known.fact(fact).not === "not applicable")) return UNKNOWN;
  if ([...basesIn(left), ...basesIn(right)].some((base) => mayBeZero(base, known))) return UNKNOWN;
  const [low, high] = rangeOf(added(sides[0], sides[1], fraction(-1n)), known);
  const notAbove = surely(high !== null && signOf(high) <= 0, low !== null && signOf(low) > 0);
  const notBelow = surely(low !== null && signOf(low) >= 0, high !== null && signOf(high) < 0);
  switch (comparison) {
    case "<=":
      return notAbove;
    case ">=":
      return notBelow;
    case ">":
      return negation(notAbove);
    case "<":
      return negation(notBelow);
    case "=":
      return conjunction([notAbove, notBelow]);
    default:
      return negation(conjunction([notAbove, notBelow]));
  }
}

const surely = (so, notSo) => (so ? TRUE : notSo ? FALSE : UNKNOWN);

function mayBeZero(base, known) {
  const [low, high] = rangeOf(linear(base), known);
  return (low === null || signOf(low) <= 0) && (high === null || signOf(high) >= 0);
}

/** What certainly is nothing, and of which the two sides take a share. */
function nothingToShare(left, right, known) {
  return [...basesIn(left), ...basesIn(right)].filter((base) => {
    const [low, high] = rangeOf(linear(base), known);
    return low !== null && high !== null && signOf(low) === 0 && signOf(high) === 0;
  });
}
