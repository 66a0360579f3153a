// Verdicts in words: what was judged, the days and facts that decided, what is missing.

const quoted = (label, name) => (label === name ? name : `“${label}”`);

function listing(items, last = "and") {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

/** A day as far as it is known. */
function dayWords(days) {
  const [first, last] = days.map(isoDay);
  if (first && last) return first === last ? `on ${first}` : `some day from ${first} to ${last}`;
  return first ? `on or after ${first}` : last ? `on or before ${last}` : "on a day that is not known";
}

const daysWords = (count) => `${count} day${count === 1 ? "" : "s"}`;

/** How far something lies from a reference, in days; negative is earlier. */
function distanceWords(least, most) {
  if (least === most) {
    return least ? `${daysWords(Math.abs(least))} ${least > 0 ? "later" : "earlier"}` : "on the same day";
  }
  if (least > 0 || most < 0) {
    const [near, far, side] = least > 0 ? [least, most, "later"] : [-most, -least, "earlier"];
    if (!Number.isFinite(far)) return near === 1 ? side : `at least ${daysWords(near)} ${side}`;
    return `${near} to ${daysWords(far)} ${side}`;
  }
  if (!least || !most) {
    const [far, side] = least ? [-least, "earlier"] : [most, "later"];
    return `on the same day or ${Number.isFinite(far) ? `at most ${daysWords(far)} ${side}` : side}`;
  }
  if (!Number.isFinite(least) && !Number.isFinite(most)) return "before or after, which is not known";
  if (!Number.isFinite(least)) return `earlier, or at most ${daysWords(most)} later`;
  if (!Number.isFinite(most)) return `later, or at most ${daysWords(-least)} earlier`;
  return `anywhere from ${daysWords(-least)} earlier to ${daysWords(most)} later`;
}

function periodWords(period) {
  const units = ["year", "month", "week", "day"];
  const said = period
    .map((count, place) => [Math.abs(count), units[place]])
    .filter(([count]) => count)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.join(" ") || "0 days";
}

function kthWord(k, count) {
  if (k === 1) return "earliest";
  if (k === count) return "latest";
  const ending = [11, 12, 13].includes(k % 100) ? "th" : { 1: "st", 2: "nd", 3: "rd" }[k % 10] || "th";
  return `${k}${ending}`;
}

function either(values) {
  const said = values.map((value) => (value === true ? "yes" : value === false ? "no" : value.replaceAll("_", " ")));
  return listing(said, "or") || "nothing";
}

const THAT_DAY = "that day";
const VERB_NEVER = {
  happens: "never happens in this scenario",
  comes: "never comes in this scenario",
  "is reached": "is never reached in this scenario",
};
/** What is said of a whole ladder, by what is said of each of its rungs. */
const SO_FAR = [
  ["it has not been reached", "it has not got so far"],
  ["not known whether it is reached", "not known whether it gets so far"],
];
const DONE = { happens: "happened", "is reached": "been reached", comes: "come" };

/** Puts judgements in words. */
class Telling {
  /**
   * @param {Rules} rules
   * @param {Knowledge} known All that the scenario knows.
   * @param {number|null} act The gated act inside whose gate we are; its day is called "that day".
   * @param {boolean} next Whether the judgement asks what would be if the act happened next.
   */
  constructor(rules, known, act = null, next = false) {
    Object.assign(this, { rules, known, act, next });
  }

  inside(act, next = this.next) {
    return new Telling(this.rules, this.known, act, next);
  }

  name(name) {
    const { events, facts, labels } = this.rules.setting;
    return quoted(events[name] ?? facts[name]?.label ?? labels[name] ?? name, name);
  }

  isRung(event) {
    return event.includes(".") && Object.hasOwn(this.rules.setting.ladders, event.split(".")[0]);
  }

  verb(point) {
    const node = this.rules.points[point];
    return node[0] !== "e" ? "comes" : this.isRung(node[1]) ? "is reached" : "happens";
  }

  point(point) {
    if (point === this.act) return THAT_DAY;
    const node = this.rules.points[point];
    switch (node[0]) {
      case "e":
        return this.name(node[1]);
      case "d":
        return isoDay(node[1]);
      case "s":
        return `${periodWords(node[2])} ${isBackward(node[2]) ? "before" : "after"} ${this.point(node[1])}`;
      case "n":
        return this.name(node[1]);
      case "k":
        return `the ${kthWord(node[2], node[1].length)} of ${listing(node[1].map((each) => this.point(each)))}`;
      default:
        return `${this.point(node[1])}, subject to a proviso`;
    }
  }

  words(formula) {
    const { inside, words } = this.rules.setting;
    return (this.act === null ? undefined : inside[this.act]?.[formula]) ?? words[formula];
  }

  /** What is known of a fact, after the word "is". */
  factState(fact, state) {
    const unit = this.rules.setting.facts[fact]?.unit;
    const amount = (number) => numberText(number) + (unit ? ` ${unit}` : "");
    if (state.among) return `${state.among.length > 1 ? "known only to be " : ""}${either(state.among)}`;
    if (state.not) {
      return { unknown: "said to be unknown", "not applicable": "not applicable here" }[state.not] || "not given";
    }
    const [low, high] = state.between;
    if (low === null && high === null) return "not known";
    if (low !== null && high !== null && compareNumbers(low, high) === 0) return amount(low);
    if (low !== null && high !== null) return `known only to be from ${amount(low)} to ${amount(high)}`;
    return `known only to be ${low !== null ? `at least ${amount(low)}` : `at most ${amount(high)}`}`;
  }

  // --- the tree ---------------------------------------------------------------------

  /** The judgement and all inside it, in words. */
  tree(judged) {
    const node = this.rules.formulas[judged.formula];
    switch (node[0]) {
      case "G": {
        const because = this.fate(judged.seen[0]);
        const inside = this.inside(node[1]);
        return this.node(judged, judged.parts.flatMap((part) => inside.required(part)), because);
      }
      case ">": {
        const parts = judged.parts.map((part, place) => ({ ...this.tree(part), role: ["if", "then"][place] }));
        return this.node(judged, parts, judged.vacuous && judged.parts.length === 1 ? "nothing is asked" : "");
      }
      case "!":
        return this.negation(judged, node[1]);
      case "&": {
        const parts = this.flat(judged);
        return parts.length === 1 ? this.tree(parts[0]) : this.node(judged, parts.map((part) => this.tree(part)));
      }
      case "|":
        if (node[2]) return this.rungs(judged);
        if (judged.parts.length === 1) return this.tree(judged.parts[0]);
        return this.node(judged, judged.parts.map((part) => this.tree(part)));
      case "#":
        return this.node(judged, judged.parts.map((part) => this.tree(part)));
      default:
        return this.node(judged, [], this.because(judged));
    }
  }

  /** What an act requires, judged as if it happened next. */
  requirement(judged, act) {
    const day = this.known.now === null ? "" : ` (on the day after ${isoDay(this.known.now)})`;
    const inside = this.inside(act, true);
    const words = `were ${this.name(this.rules.points[act][1])} to happen next${day}, this would have to hold`;
    return { words, truth: judged.truth, because: "", role: "", parts: inside.required(judged) };
  }

  /** The parts of a requirement that are joined by "all of these hold" alone, else the requirement itself. */
  required(judged) {
    const node = this.tree(judged);
    const kind = this.rules.formulas[judged.formula][0];
    return kind === "&" && this.flat(judged).length > 1 ? node.parts : [node];
  }

  /** The parts of a conjunction that say something new, those of conjunctions inside it included; else all parts. */
  flat(judged) {
    const formula = (part) => this.rules.formulas[part.formula];
    if (formula(judged)[0] !== "&") return judged.parts;
    const all = judged.parts.flatMap((part) => (formula(part)[0] === "&" && part.parts.length ? this.flat(part) : [part]));
    const windows = all.map(formula).filter((node) => node[0] === "w");
    const kept = all.filter((part) => !isSaid(formula(part), windows));
    return kept.length ? kept : judged.parts;
  }

  node(judged, parts = [], because = "") {
    return { words: this.words(judged.formula), truth: judged.truth, because, role: "", parts };
  }

  negation(judged, inner) {
    const told = this.tree(judged.parts[0]);
    if ("!>G".includes(this.rules.formulas[inner][0])) return this.node(judged, [told]);
    return { ...told, words: this.words(judged.formula), truth: judged.truth };
  }

  /** A ladder at a rung or later: decided by the first rung that does, or by all. */
  rungs(judged) {
    const deciding = judged.parts.filter((part) => part.truth === judged.truth);
    const alike = judged.truth === TRUE ? "" : this.notSoFar(deciding);
    const told = (judged.truth === TRUE ? deciding.slice(0, 1) : deciding).map((part) => {
      const point = part.seen.map((seen) => seen.point).filter((one) => one !== this.act).at(-1);
      return `${point === undefined ? "" : this.point(point)}: ${this.because(part).replace(/^it /, "")}`;
    });
    return this.node(judged, [], alike || told.join("; "));
  }

  /** That a ladder is not climbed so far, where that can be said of all its rungs alike. */
  notSoFar(judgements) {
    const fates = [...new Set(judgements.map((part) => this.because(part)))];
    if (fates.length !== 1) return "";
    if (fates[0] === `it ${VERB_NEVER["is reached"]}`) return "it never gets so far in this scenario";
    const found = SO_FAR.find(([reached]) => fates[0].includes(reached));
    return found ? fates[0].replace(...found) : "";
  }

  // --- what decided a part without parts ----------------------------------------------

  because(judged) {
    const node = this.rules.formulas[judged.formula];
    if (node[0] === "h") return this.fate(judged.seen[0]);
    if (node[0] === "w") return this.windowBecause(judged, node);
    if (node[0] === "m") return factSaid(judged.seen[0].value);
    if (node[0] !== "q") return "";
    const said = judged.seen.map((seen) => `${this.name(seen.fact)} is ${this.factState(seen.fact, seen.value)}`);
    const nothing = nothingToShare(node[1], node[3], this.known).length ? "; a share of nothing has no value" : "";
    return `${listing(said)}${nothing}`;
  }

  windowBecause(judged, [, point, anchor]) {
    const kind = (one) => this.rules.points[one][0];
    const swapped = kind(point) === "d" || (point === this.act && kind(anchor) !== "d");
    const [subject, other] = swapped ? [anchor, point] : [point, anchor];
    const seen = new Map(judged.seen.map((one) => [one.point, one]));
    const spoken = [...new Set([subject, other])].filter((one) => this.isOpen(one));
    const named = spoken.length !== 1;
    const failing = spoken.filter((one) => seen.get(one).comes === FALSE);
    if (failing.length) return listing(failing.map((one) => this.fate(seen.get(one), named)));
    if (judged.distance === null) return "they cannot both happen in this scenario";
    const [least, most] = judged.distance;
    const apart =
      kind(other) === "d" && least !== most ? "" : swapped ? distanceWords(-most, -least) : distanceWords(least, most);
    const unsure = spoken.filter((one) => seen.get(one).comes === UNKNOWN);
    if (unsure.length && judged.truth === FALSE && unsure.every((one) => this.known.mayStillCome(one))) {
      return listing(unsure.map((one) => this.notYet(seen.get(one), named)));
    }
    if (unsure.length) {
      const fates = this.unsure(unsure.map((one) => seen.get(one)), named);
      return !apart || apart.includes("which is not known") ? fates : `${fates}; if so, ${named ? "" : "it comes "}${apart}`;
    }
    return this.bothCome(spoken.map((one) => seen.get(one)), apart);
  }

  /** What is known of points of which it is not known whether they come. */
  unsure(unsure, named) {
    if (unsure.length > 1 && unsure.every((seen) => this.known.mayStillCome(seen.point))) {
      const names = listing(unsure.map((seen) => this.point(seen.point)));
      return `${names} have not come about by the end of ${isoDay(this.known.now)}, and may later`;
    }
    return listing(unsure.map((seen) => this.fate(seen, named)));
  }

  bothCome(spoken, apart) {
    if (!spoken.length) return apart;
    if (spoken.length === 1) {
      const words = isDated(spoken[0]) || !apart ? [dayWords(spoken[0].days)] : [];
      return `it ${words.length ? "is" : "comes"} ${[...words, ...(apart ? [apart] : [])].join(", ")}`;
    }
    const [first, second] = spoken.map((seen) => this.point(seen.point));
    const [here, there] = spoken.map((seen) => (isDated(seen) ? ` ${dayWords(seen.days)}` : ""));
    if (apart.includes("which is not known")) {
      const dated = spoken.filter(isDated).map((seen) => `${this.point(seen.point)} is ${dayWords(seen.days)}`);
      return [`whether ${first} is before or after ${second} is not known`, ...dated].join("; ");
    }
    return `${first} is${here}${here ? "," : ""} ${apart} ${apart.endsWith("day") ? "as" : "than"} ${second}${there}`;
  }

  /** Whether there is something to tell of a point: not of a fixed day, nor of the act whose gate this is. */
  isOpen(point) {
    if (point === this.act || this.rules.rootKind(point) === "d") return false;
    const event = this.rules.eventOf(point);
    return this.act === null || event === null || event !== this.rules.eventOf(this.act);
  }

  /** Whether and when a point comes, as a clause. */
  fate(seen, named = false) {
    const subject = named ? this.point(seen.point) : "it";
    if (seen.comes === TRUE) return `${subject} ${this.verb(seen.point)} ${dayWords(seen.days)}`;
    if (seen.comes === FALSE) return `${subject} ${this.never(seen.point)}`;
    if (this.known.mayStillCome(seen.point)) return `${this.notYet(seen, named)}, and may later`;
    const unsure = `not known whether ${subject} ${this.verb(seen.point)}`;
    return isDated(seen) ? `${unsure}; if so, ${dayWords(seen.days)}` : unsure;
  }

  never(point) {
    const really = this.known.comes(point);
    if (really === FALSE || !this.next || this.known.now === null) return VERB_NEVER[this.verb(point)];
    const days = this.known.days(point);
    const when = really === TRUE && days[0] === days[1] ? `; it ${this.verb(point)} ${dayWords(days)}` : "";
    return `has not ${DONE[this.verb(point)]} by the end of ${isoDay(this.known.now)}${when}`;
  }

  notYet(seen, named) {
    const subject = named ? this.point(seen.point) : "it";
    return `${subject} has not ${DONE[this.verb(seen.point)]} by the end of ${isoDay(this.known.now)}`;
  }

  // --- what is missing ----------------------------------------------------------------

  /** What keeps a verdict open, in clauses that end with why; without days that cannot matter. */
  missing(verdict) {
    const judged = [verdict.judgement, ...(verdict.readiness ? [verdict.readiness] : [])];
    const timed = new Set(judged.flatMap((one) => this.undated(one)));
    const { timeline } = this.known;
    const told = verdict.reasons
      .filter(({ why, what }) => why !== "missing" || !this.isCertain(timeline, what) || timed.has(what))
      .map((reason) => `${this.reason(reason)} (${reason.why})`);
    return [...new Set(told)];
  }

  isCertain(timeline, what) {
    return Object.hasOwn(this.rules.setting.events, what) && timeline.occurs(what) === TRUE;
  }

  /** The events whose days keep a judgement open: those of windows that would be open even if both points came. */
  undated(judged) {
    if (judged.truth !== UNKNOWN) return [];
    const node = this.rules.formulas[judged.formula];
    const inside = judged.parts.flatMap((part) => this.undated(part));
    if (node[0] !== "w") return inside;
    const coming = this.known.assuming([node[1], node[2]]);
    if (coming !== null && judge(judged.formula, coming).truth !== UNKNOWN) return inside;
    return [...this.rules.eventsOf(node[1]), ...this.rules.eventsOf(node[2]), ...inside];
  }

  reason({ why, what }) {
    const { facts, events } = this.rules.setting;
    if (Object.hasOwn(facts, what)) return `${this.name(what)} is ${this.factState(what, this.known.fact(what))}`;
    if (!Object.hasOwn(events, what)) return what;
    const [name, verb] = [this.name(what), this.isRung(what) ? "is reached" : "happens"];
    if (why === "pending" && this.known.now !== null) {
      return `${name} has not ${DONE[verb]} by the end of ${isoDay(this.known.now)}, and may later`;
    }
    const days = dayWords(this.known.timeline.bounds(what));
    const dated = days.endsWith("not known") ? "" : days;
    if (this.known.timeline.occurs(what) === TRUE) {
      return dated ? `${name} ${verb} ${dated}: the exact day is not known` : `when ${name} ${verb}`;
    }
    return `whether ${name} ${verb}${dated ? ` (${days}, if it does)` : ""}`;
  }
}

/** Whether a window holds of itself wherever the others hold. */
function isSaid(node, windows) {
  if (node[0] !== "w") return false;
  const [, point, anchor, least, most] = node;
  if (point === anchor) {
    const others = windows.filter((window) => window[1] !== window[2]);
    const spansZero = (least === null || isZero(least) || isBackward(least)) && (most === null || !isBackward(most));
    return spansZero && others.some((window) => window[1] === point || window[2] === point);
  }
  return windows.some(
    (other) => other !== node && other[1] === point && other[2] === anchor && other[4] === null && most === null &&
      isLonger(other[3], least),
  );
}

/** Whether a least distance is longer than another, where both are numbers of days. */
function isLonger(period, other) {
  if (period === null || other === null) return other === null && period !== null;
  return isExact(period) && isExact(other) && totalDays(period) > totalDays(other);
}

const isDated = (seen) => seen.days.some((day) => isoDay(day));

/** What the scenario says of a fact, a clause. */
function factSaid(state) {
  if (state.among) return `the scenario says ${state.among.length > 1 ? "only: " : ""}${either(state.among)}`;
  if (state.between) return "the scenario gives a number";
  if (state.not === "not applicable") return "it does not apply in this scenario";
  return state.not === "unknown" ? "the scenario says that it is unknown" : "the scenario does not say";
}
