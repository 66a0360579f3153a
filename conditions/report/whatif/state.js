// What stands in the form: from a course of events to fields, and from fields to a course and to a scenario file.

/**
 * @typedef {{happens: string, when: string, from: string, to: string, place: string, orders: object[], told: Step[]}} EventFields
 * `happens` is empty for an event that is not listed, `told` where sources differ; `when` says what the days mean.
 */

/** @returns {EventFields} */
const noEventFields = () => ({ happens: "", when: "", from: "", to: "", place: "", orders: [], told: [] });

/** The fields of a course of events; of none, empty fields. */
function fieldsOf(evaluator, course) {
  const rules = evaluator.rulesFor(course);
  const { setting } = rules;
  const fields = {
    title: course.title || "",
    world: course.world || "closed",
    now: isoDay(course.now ?? NaN),
    asOf: isoDay(course.as_of ?? NaN),
    knownAt: course.known_at ?? null,
    accounts: course.accounts || [],
    setting: evaluator.rules.indexOf(rules),
    events: new Map(Object.keys(setting.events).map((name) => [name, noEventFields()])),
    facts: new Map(Object.keys(setting.facts).map((name) => [name, { choice: "", low: "", high: "", kept: null }])),
    readings: new Map(),
    viewpoints: course.viewpoints || {},
    waivers: course.waivers || {},
    incident: incidentFields((course.incidents || [])[0]),
    incidents: (course.incidents || []).slice(1),
  };
  fillEvents(fields.events, course.timeline || []);
  // Those that are told come first, in their order: answers name versions of contested facts in it.
  const told = Object.entries(course.facts || {}).map(([name, fact]) => [name, factFields(setting.facts[name], fact)]);
  fields.facts = new Map([...told, ...[...fields.facts].filter(([name]) => !Object.hasOwn(course.facts || {}, name))]);
  return fields;
}

function fillEvents(events, steps) {
  const chain = longestChain(steps);
  let before = [];
  for (const step of steps) {
    const happens = step.happens || "yes";
    const earlier = before.flatMap((one) => one.events);
    step.events.forEach((event, position) => {
      const fields = events.get(event);
      fields.orders = [...(step.orders || [])];
      if (step.disputed) fields.told.push(step);
      Object.assign(fields, { happens: step.disputed ? "told" : happens }, whenFields(step.on));
      if (chain.includes(step)) fields.place = String(chain.indexOf(step) + 1);
      else {
        if (step.then) fields.orders.push(...earlier.map((name) => plainOrder("after", name)));
        fields.orders.push(...step.events.slice(0, position).map((name) => plainOrder("same_day_as", name)));
        if (happens === "no") fields.orders = [];
      }
    });
    if (happens === "yes") before = [step];
    else if (happens === "unknown") before = step.then ? [...before, step] : [step];
  }
}

const plainOrder = (field, event) => [field, event, [[event, SAME_DAY]]];

/** The most steps of a timeline that follow on each other by `then`; none if no step does. */
function longestChain(steps) {
  const chains = [];
  for (const step of steps) {
    if ((step.happens || "yes") === "no") continue;
    if (step.then) chains.at(-1).push(step);
    else chains.push([step]);
  }
  const longest = chains.reduce((one, other) => (other.length > one.length ? other : one), []);
  return longest.length > 1 && longest.every((step) => !step.disputed) ? longest : [];
}

function whenFields(on) {
  if (!on) return { when: "", from: "", to: "" };
  const [from, to] = on.map((day) => (day === null ? "" : isoDay(day)));
  if (from && to) return from === to ? { when: "on", from, to: "" } : { when: "between", from, to };
  return from ? { when: "after", from, to: "" } : { when: "before", from: "", to };
}

function factFields(kind, fact) {
  const fields = { choice: "kept", low: "", high: "", kept: fact };
  const { state } = fact;
  if (fact.told || kind === undefined) return fields;
  if (state.not) return { ...fields, choice: { unknown: "unknown", "not applicable": "not applicable" }[state.not] || "" };
  if (state.among) {
    if (state.among.length > 1) return fields;
    return { ...fields, choice: kind.kind === "yes_no" ? (state.among[0] ? "yes" : "no") : `=${state.among[0]}` };
  }
  const [low, high] = state.between.map((end) => (end === null ? "" : numberText(parseNumber(end))));
  if (low && high) return { ...fields, choice: low === high ? "exactly" : "between", low, high: low === high ? "" : high };
  return low ? { ...fields, choice: "at least", low } : high ? { ...fields, choice: "at most", high } : fields;
}

function incidentFields(incident) {
  if (incident === undefined) return { kind: "", place: "", ...whenFields(null) };
  return { kind: incident.kind, place: incident.place ?? "", ...whenFields(incident.day) };
}

// --- from fields to a course ----------------------------------------------------------

/** The course of events that fields say, and what is wrong with them: where, and in words. */
function courseOf(evaluator, fields) {
  const problems = [];
  const { setting } = evaluator.rules[fields.setting];
  const course = {
    title: fields.title || "tried in the page",
    world: fields.world,
    accounts: fields.accounts, groups: setting.groups, viewpoints: fields.viewpoints, waivers: fields.waivers,
    readings: Object.fromEntries(fields.readings), facts: {}, timeline: [],
  };
  if (fields.knownAt !== null) course.known_at = fields.knownAt;
  if (fields.world === "until") course.now = dayField(fields.now, "world", "a day is needed", problems);
  if (fields.asOf) course.as_of = dayField(fields.asOf, "as-of", "this is not a day", problems);
  course.timeline = timelineOf(fields.events, problems);
  for (const [name, fact] of fields.facts) {
    const found = factOf(name, setting.facts[name], fact, problems);
    if (found !== null) course.facts[name] = found;
  }
  course.incidents = [...incidentsOf(fields.incident, problems), ...fields.incidents];
  return { course, problems };
}

function incidentsOf(fields, problems) {
  if (!fields.kind) return [];
  const day = daysOf(fields, "incident", problems);
  return [{ kind: fields.kind, place: fields.place || null, day }];
}

/** Days as a file writes them. */
function daysText(on) {
  const [from, to] = on.map((day) => (day === null ? ".." : isoDay(day)));
  return from === to ? from : `${from}/${to}`;
}

function dayField(text, place, words, problems) {
  const day = parseDay(text);
  if (day === null) problems.push({ place, words: `${words}, as in 2022-04-26.` });
  return day;
}

/** @returns {Step[]} */
function timelineOf(events, problems) {
  const [steps, placed] = [[], []];
  for (const [name, fields] of events) {
    if (!fields.happens) continue;
    if (fields.happens === "told") {
      steps.push(...fields.told);
      continue;
    }
    const step = stepOf(name, fields, problems);
    const place = fields.place.trim();
    if (!place || fields.happens === "no") steps.push(step);
    else if (/^[0-9]{1,4}$/.test(place)) placed.push([Number(place), step]);
    else problems.push({ place: `event ${name}`, words: "the place in the order is a whole number, such as 1." });
  }
  const groups = new Map();
  for (const [place, step] of placed.sort(([one], [other]) => one - other)) {
    groups.set(place, [...(groups.get(place) || []), step]);
  }
  return [...steps, ...inOrder([...groups.values()])];
}

function stepOf(name, fields, problems) {
  const step = { events: [name] };
  if (fields.happens !== "yes") step.happens = fields.happens;
  if (fields.happens === "no") return step;
  const on = daysOf(fields, `event ${name}`, problems);
  if (on) step.on = on;
  if (fields.orders.length) step.orders = fields.orders;
  return step;
}

/** First and last possible day, `null` where open; `null` where no day is given. */
function daysOf({ when, from, to }, place, problems) {
  if (!when) return null;
  const [first, last] = [from, to].map((text) => (text ? parseDay(text) : null));
  const wanted = { on: [first], between: [first, last], after: [first], before: [last] }[when];
  if (wanted.includes(null)) {
    problems.push({ place, words: "a day is needed, as in 2022-04-26, or no day at all." });
    return null;
  }
  if (when === "between" && first > last) problems.push({ place, words: "the latest day is before the earliest." });
  return { on: [first, first], between: [first, last], after: [first, null], before: [null, last] }[when];
}

/** Steps of which every group comes after the one before it; what stands in one group is on the same day. */
function inOrder(groups) {
  if (groups.every(isAlike)) {
    return groups.map((group, place) => {
      const step = { ...group[0], events: group.flatMap((one) => one.events) };
      return place ? { ...step, then: true } : step;
    });
  }
  let before = [];
  return groups.flatMap((group) => {
    const own = group.map((step, position) => {
      const together_ = group.slice(0, position).map((one) => plainOrder("same_day_as", one.events[0]));
      const after = before.map((event) => plainOrder("after", event));
      return { ...step, orders: [...(step.orders || []), ...after, ...together_] };
    });
    const names = group.map((step) => step.events[0]);
    before = group.some((step) => !step.happens) ? names : [...before, ...names];
    return own;
  });
}

const isAlike = (group) =>
  group.every((step) => !step.orders && step.happens === group[0].happens && JSON.stringify(step.on) === JSON.stringify(group[0].on));

function factOf(name, kind, { choice, low, high, kept }, problems) {
  if (!choice) return null;
  if (choice === "kept") return kept;
  if (choice === "unknown" || choice === "not applicable") return { given: choice, state: { not: choice } };
  if (kind.kind === "yes_no") return { given: choice, state: { among: [choice === "yes"] } };
  if (kind.kind === "one_of") return { given: choice.slice(1), state: { among: [choice.slice(1)] } };
  return numberOf(name, kind, { choice, low, high }, problems);
}

function numberOf(name, kind, { choice, low, high }, problems) {
  const wrong = (words) => {
    problems.push({ place: `fact ${name}`, words });
    return null;
  };
  const ends = { exactly: [low, low], between: [low, high], "at least": [low, null], "at most": [null, high] }[choice];
  const numbers = ends.map((end) => (end === null ? null : parseNumber(end)));
  if (ends.some((end, place) => end !== null && numbers[place] === null)) {
    return wrong("a number is needed, as in 85000, 0.5 or 2/3.");
  }
  if (kind.count && numbers.some((number) => number !== null && (number[1] !== 1n || number[0] < 0n))) {
    return wrong("this is a count: a whole number that is not below 0.");
  }
  const [least, most] = numbers;
  if (least !== null && most !== null && compareNumbers(least, most) > 0) return wrong("the lower end is above the upper.");
  const said = (end) => end.trim() + (kind.unit ? ` ${kind.unit}` : "");
  const texts = numbers.map((number) => (number === null ? null : `${number[0]}/${number[1]}`));
  if (kind.count && texts[0] === null) texts[0] = "0";
  if (choice === "exactly") return { given: said(low), state: { between: texts } };
  const given = {};
  if (ends[0] !== null) given.from = said(ends[0]);
  if (ends[1] !== null) given.to = said(ends[1]);
  return { given, state: { between: texts } };
}

// --- as a scenario file ------------------------------------------------------------------

/** The course as the text of a scenario file; every value is written as JSON, which YAML can be. */
function scenarioFile(program, course) {
  const json = (value) => JSON.stringify(value);
  const lines = [`scenario: ${json(course.title)}`, "dossier: dossier.yaml"];
  lines.push(course.world === "until" ? `world: {until: ${json(isoDay(course.now))}}` : `world: ${course.world}`);
  if (course.as_of !== undefined) lines.push(`as_of: ${json(isoDay(course.as_of))}`);
  if (course.known_at !== undefined) lines.push(`known_at: ${json(isoDay(course.known_at))}`);
  if (course.accounts.length) lines.push(`accounts: ${json(course.accounts)}`);
  if (course.timeline.length) lines.push("timeline:", ...course.timeline.map((step) => `  - ${json(stepInFile(step))}`));
  lines.push(...mappingLines("facts", course.facts, (fact) => fact.given));
  lines.push(...mappingLines("groups", course.groups, (members) => members));
  lines.push(...mappingLines("viewpoints", course.viewpoints, viewInFile));
  lines.push(...mappingLines("waivers", course.waivers, waiverInFile));
  if (course.incidents.length) {
    lines.push("incidents:", ...course.incidents.map((one) => `  - ${json(incidentInFile(one))}`));
  }
  const chosen = Object.entries(course.readings);
  if (chosen.length) {
    lines.push(`# Readings chosen in the page: ${json(chosen.map(([id, reading]) => `${id}: ${reading}`).join(", "))}`);
  }
  return `${lines.join("\n")}\n`;
}

function mappingLines(name, values, written) {
  const entries = Object.entries(values);
  if (!entries.length) return [];
  return [`${name}:`, ...entries.map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(written(value))}`)];
}

function stepInFile(step) {
  const said = { event: step.events };
  if (step.happens) said.happens = step.happens;
  if (step.on) said.on = daysText(step.on);
  if (step.then) said.then = "yes";
  if (step.disputed) said.disputed = "yes";
  for (const [field, text] of step.orders || []) said[field] = [...(said[field] || []), text];
  return said;
}

function incidentInFile({ kind, place, day }) {
  return { incident: kind, ...(place === null ? {} : { place }), ...(day === null ? {} : { day: daysText(day) }) };
}

function viewInFile(view) {
  const facts = Object.fromEntries(Object.entries(view.facts).map(([name, fact]) => [name, fact.given]));
  return { label: view.label, facts, readings: view.readings };
}

function waiverInFile(waiver) {
  const said = { condition: waiver.condition, party: waiver.party, source: waiver.source };
  return waiver.given === null ? said : { ...said, on: waiver.given };
}
