// From a course of events as it is told to what is known: entries, relations, facts; and the answers for it.

/**
 * @typedef {{events: string[], happens?: string, on?: [number|null, number|null], then?: boolean,
 *   disputed?: boolean, orders?: [string, string, [string|number, Period][]][]}} Step
 */

const OCCURS = { yes: TRUE, no: FALSE, unknown: UNKNOWN };
const ORDER_WORDS = {
  after: "after", on_or_after: "on or after", before: "before", on_or_before: "on or before", same_day_as: "on the same day as",
};

/** A fact's value with exact numbers in the place of their texts. */
function readState(state) {
  return state.between ? { between: state.between.map((end) => (end === null ? null : parseNumber(end))) } : state;
}

/** Binds the steps of a course to the names of a program; notes in words what does not fit together. */
class Binding {
  constructor(setting, course) {
    Object.assign(this, { setting, course });
    this.now = course.now ?? null;
    /** @type {{event: string, words: string}[]} */
    this.findings = [];
    this.entries = new Map();
    this.steps = new Map();
    this.happening = new Set();
    this.relations = [];
  }

  name(event) {
    return quoted(this.setting.events[event] ?? event, event);
  }

  find(event, words) {
    this.findings.push({ event, words });
  }

  /** @returns {Timeline} */
  timeline() {
    const steps = this.course.timeline || [];
    for (const step of steps) this.list(step);
    let before = [];
    for (const step of steps) {
      this.relate(step, before);
      const happens = step.happens || "yes";
      if (happens === "yes") before = [step];
      else if (happens === "unknown") before = step.then ? [...before, step] : [step];
    }
    this.ladderOrder();
    const timeline = new Timeline([...this.entries.values()], this.relations, this.otherwise());
    if (!this.findings.length) this.checkSound(timeline);
    return timeline;
  }

  otherwise() {
    if (this.now !== null) return { occurs: UNKNOWN, earliest: this.now + 1, latest: Infinity };
    return { occurs: this.course.world === "closed" ? FALSE : UNKNOWN, earliest: -Infinity, latest: Infinity };
  }

  list(step) {
    for (const event of step.events) {
      const [earliest, latest] = this.days(step);
      const happens = step.happens || "yes";
      if (this.entries.has(event)) {
        if (step.disputed && this.steps.get(event).disputed) this.dispute(event, step, [earliest, latest]);
        else this.find(event, `${this.name(event)} stands twice.`);
        continue;
      }
      this.steps.set(event, step);
      if (happens !== "no") this.happening.add(event);
      this.entries.set(event, newEntry(event, OCCURS[happens], earliest, latest));
    }
  }

  /** Another day of an event of which sources differ: it may be any from the earliest to the latest. */
  dispute(event, step, [first, last]) {
    const entry = this.entries.get(event);
    const happens = step.happens || "yes";
    let [earliest, latest] = [entry.earliest, entry.latest];
    if (happens !== "no") {
      this.happening.add(event);
      const known = entry.occurs !== FALSE;
      [earliest, latest] = [Math.min(first, known ? earliest : Infinity), Math.max(last, known ? latest : -Infinity)];
    }
    const occurs = entry.occurs === OCCURS[happens] ? entry.occurs : UNKNOWN;
    this.entries.set(event, { ...entry, occurs, earliest, latest });
  }

  /** The days that a step gives by itself: its date, fixed days it is ordered by, and the last day that is known. */
  days(step) {
    const on = step.on || [null, null];
    let [earliest, latest] = [on[0] ?? -Infinity, on[1] ?? Infinity];
    const event = step.events[0];
    if (this.now !== null && (step.happens || "yes") === "yes") {
      if (earliest > this.now) {
        this.find(event, `${this.name(event)} happens after ${isoDay(this.now)}, the last day of which all is known.`);
      } else latest = Math.min(latest, this.now);
    }
    for (const [field, anchor, period] of ordersOf(step)) {
      if (typeof anchor !== "number") continue;
      const day = shiftDay(anchor, period);
      if (["after", "on_or_after", "same_day_as"].includes(field)) earliest = Math.max(earliest, day + (field === "after"));
      if (["before", "on_or_before", "same_day_as"].includes(field)) latest = Math.min(latest, day - (field === "before"));
    }
    if (earliest > latest && !this.findings.length) this.find(event, `No day fits all that is said of ${this.name(event)}.`);
    return [earliest, latest];
  }

  /** Every order and distance that a step states. */
  relate(step, before) {
    const events = step.events.filter((event) => this.entries.has(event));
    events.forEach((first, place) => {
      for (const second of events.slice(place + 1)) {
        const said = `${this.name(first)} and ${this.name(second)} are on the same day`;
        this.relations.push(newRelation(first, second, SAME_DAY, SAME_DAY, said));
      }
    });
    if (step.then) {
      for (const first of before.flatMap((earlier) => earlier.events)) {
        for (const second of events) {
          const said = `${this.name(second)} is after ${this.name(first)}`;
          this.relations.push(newRelation(first, second, ONE_DAY, null, said));
        }
      }
    }
    for (const [field, anchor, period, text] of ordersOf(step)) {
      if (typeof anchor !== "string" || !this.canRelate(step, anchor)) continue;
      for (const event of events) this.order(field, anchor, period, text, event);
    }
  }

  canRelate(step, anchor) {
    if (this.happening.has(anchor)) return true;
    const [name, other] = [this.name(step.events[0]), this.name(anchor)];
    this.find(step.events[0], `${name} is ordered by ${other}, which does not happen here.`);
    return false;
  }

  order(field, anchor, period, text, event) {
    const distance = { after: strictly(period, 1), before: strictly(period, -1) }[field] || period;
    const [least, most] = [
      ["before", "on_or_before"].includes(field) ? null : distance,
      ["after", "on_or_after"].includes(field) ? null : distance,
    ];
    const moment = text === anchor ? this.name(anchor) : text.replace(anchor, this.name(anchor));
    const said = `${this.name(event)} is ${ORDER_WORDS[field]} ${moment}`;
    this.relations.push(newRelation(anchor, event, least, most, said));
  }

  /** No rung is reached before a lower one, where both are reached by an event of their own. */
  ladderOrder() {
    for (const rungs of Object.values(this.setting.ladders)) {
      if (!rungs.some((rung) => this.entries.has(rung))) continue;
      rungs.forEach((lower, place) => {
        for (const higher of rungs.slice(place + 1)) {
          const said = `${this.name(higher)} is not before ${this.name(lower)}, as rungs of one ladder`;
          this.relations.push(newRelation(lower, higher, SAME_DAY, null, said));
        }
      });
    }
  }

  checkSound(timeline) {
    const found = timeline.contradiction();
    if (found !== null) {
      const steps = found.entry ? [found.entry] : contradictionIn(found.network, (event) => timeline.entry(event));
      const events = steps.flatMap((step) => (step.event ? [step.event] : [step.second, step.first]));
      const told = steps.map((step) => this.told(step)).join("; ");
      this.find(events[0], `This contradicts itself: ${told}. At least one of these must go.`);
      return;
    }
    for (const [event, entry] of this.entries) {
      if (entry.occurs !== TRUE || !this.relations.length) continue;
      const [earliest, latest] = timeline.bounds(event);
      if (earliest === Infinity || latest === -Infinity) {
        this.find(event, `${this.name(event)} is outside the years 0001 to 9999 that a date can have.`);
      }
    }
  }

  /** A part of a contradiction in words. */
  told(step) {
    if (!step.event) return step.said;
    const days = dayWords([step.earliest, step.latest]);
    const verb = step.occurs === FALSE ? "does not happen" : "happens";
    return `${this.name(step.event)} ${verb}${days.endsWith("not known") ? "" : ` ${days}`}`;
  }
}

/** Every order of a step by events and fixed days: the field, the anchor, the period and the text. */
function ordersOf(step) {
  return (step.orders || []).flatMap(([field, text, anchors]) =>
    anchors.map(([anchor, period]) => [field, anchor, period, text]),
  );
}

/** The period one day longer or shorter. */
function strictly(period, day) {
  if (!totalMonths(period)) return [0, 0, 0, totalDays(period) + day];
  return [period[0], period[1], period[2], period[3] + day];
}

/** What a course of events knows, and what is wrong with it. */
function know(rules, course) {
  const binding = new Binding(rules.setting, course);
  const timeline = binding.timeline();
  const facts = new Map(Object.entries(course.facts || {}).map(([name, fact]) => [name, readState(fact.state)]));
  return { known: new Knowledge(rules, timeline, facts, binding.now), findings: binding.findings };
}

/** What sources give differently. */
function contestedBy(course) {
  const facts = Object.entries(course.facts || {})
    .filter(([, fact]) => fact.told)
    .map(([name, fact]) => [name, fact.told.map(([label, state]) => [label, readState(state)])]);
  const disputed = (course.timeline || []).filter((step) => step.disputed).flatMap((step) => step.events);
  return { facts, events: new Set(disputed) };
}

/** The rules of a program, one set for each setting of group members. */
class Evaluator {
  constructor(program) {
    this.program = program;
    this.rules = program.settings.map((setting) => new Rules(setting));
  }

  /** The rules for the members that a course of events gives to groups. */
  rulesFor(course) {
    const wanted = sortedJson(course.groups || {});
    return this.rules.find((rules) => sortedJson(rules.setting.groups) === wanted) || this.rules[0];
  }

  /** The answers for one course of events; `findings` says in words where it contradicts itself. */
  check(course) {
    const rules = this.rulesFor(course);
    const { known, findings } = know(rules, course);
    if (findings.length) return { findings, parties: [], viewpoints: {}, incidents: [], known, rules };
    const result = this.answers(course, known, rules, course.readings || {});
    const viewpoints = Object.entries(course.viewpoints || {}).map(([name, view]) => {
      const seen = { ...course, facts: { ...course.facts, ...view.facts } };
      const facts = new Map(known.facts);
      for (const [fact, one] of Object.entries(view.facts)) facts.set(fact, readState(one.state));
      const readings = { ...view.readings, ...course.readings };
      return [name, this.answers(seen, known.with({ facts }), rules, readings)];
    });
    const owed = rules.setting.obligations.duties ? course.incidents || [] : [];
    const incidents = owed.map((incident) => dutiesAfter(this.program, rules, known, incident));
    return { ...result, viewpoints: Object.fromEntries(viewpoints), findings, incidents };
  }

  answers(course, known, rules, chosen) {
    const day = course.as_of ?? null;
    const { level } = this.program;
    const record = new PositionRecord(this.program, {
      knownAt: course.known_at ?? null, accounts: course.accounts || [], level,
    });
    const differs = contestedBy(course);
    const waivers = record.waivers(course.waivers || {}, day);
    const parties = new Map(Object.keys(this.program.parties).map((code) => [code, []]));
    for (const [id, condition] of Object.entries(this.program.conditions)) {
      const standing = record.standing(id, day);
      const compiled = rules.setting.conditions[id];
      const readings = Object.hasOwn(chosen, id) ? [chosen[id]] : Object.keys(condition.readings);
      const verdicts = new Map(
        compiled === null ? [] : readings.map((reading) => [reading, decideEach(compiled[reading], known, differs)]),
      );
      const counts = condition.decides && standing.admitted && condition.level <= level;
      parties.get(condition.party).push(
        new ConditionResult({
          id, condition, standing, counts, verdicts, waivers: waivers.get(id) || [], evaluated: compiled !== null,
        }),
      );
    }
    return { parties: [...parties].map(([code, conditions]) => new PartyResult(code, conditions)), known, rules, day };
  }
}

const sortedJson = (groups) => JSON.stringify(Object.entries(groups).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Everything that a check answers, as plain data; what tests compare with the reference interpreter. */
function plainAnswers(result) {
  if (result.findings?.length) return { findings: result.findings.map((one) => one.words) };
  const truths = ["false", "unknown", "true"];
  const verdict = (one) => ({
    status: one.status, answer: one.answer, compliance: one.compliance, final: one.final, vacuous: one.vacuous,
    blocked: one.blocked, unsettled: one.unsettled, reasons: one.reasons.map(({ why, what }) => `${why}: ${what}`),
    versions: Object.fromEntries(one.versions.map(([label, each]) => [label, each.answer])),
  });
  const parties = result.parties.map((party) => [party.party, {
    answer: party.answer,
    compliance: party.compliance,
    by_reading: Object.fromEntries([...party.byReading].map(([names, one]) => [names, {
      answer: one.answer, compliance: one.compliance, status: one.status, vacuous: one.vacuous, final: one.final,
      blocked: one.blocked, decided_by: one.decidedBy, doubtful: one.doubtful, contested: one.contested, waived: one.waived,
    }])),
    conditions: Object.fromEntries(party.conditions.map((one) => [one.id, {
      in_force: truths[one.standing.inForce], counts: one.counts, waived: truths[one.waived],
      verdicts: Object.fromEntries([...one.verdicts].map(([reading, each]) => [reading, verdict(each)])),
    }])),
  }]);
  const viewpoints = Object.entries(result.viewpoints || {}).map(([name, seen]) => [name, plainAnswers(seen)]);
  const incidents = (result.incidents || []).map((duties) => duties.map((one) => ({
    obligation: `${one.duty.instrument}.${one.duty.id}`, debtor: one.debtor.name, answer: one.answer,
    by_reading: Object.fromEntries(one.byReading),
    grounds: one.grounds.map((ground) => `${ground.kind}: ${truths[ground.truth]}`),
  })));
  return { parties: Object.fromEntries(parties), viewpoints: Object.fromEntries(viewpoints), incidents };
}
