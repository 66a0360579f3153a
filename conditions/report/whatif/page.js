// The form in its place: what a reader starts from, the fields, the answers, the scenario file.

/** One form, and all that follows from what stands in it. */
class WhatIfForm {
  constructor(place, program) {
    this.place = place;
    this.evaluator = new Evaluator(program);
    this.program = program;
    this.showing = new Showing(this.evaluator);
    this.timer = 0;
    this.build();
    document.getElementById("tool-language")?.addEventListener("change", () => this.rename());
    this.start(program.scenarios.length ? program.scenarios[0] : { world: "closed" });
  }

  build() {
    const scenarios = this.program.scenarios.map((one, index) => [String(index), `${one.number} · ${one.title}`]);
    const begin = select([...scenarios, ["", "nothing: a course of events without anything"]], scenarios.length ? "0" : "");
    begin.addEventListener("input", () => {
      this.start(begin.value === "" ? { world: "closed" } : this.program.scenarios[Number(begin.value)]);
    });
    const notes = this.notes().map((words) => make("p", { class: "note" }, words));
    this.fieldsPlace = make("div", { class: "fields" });
    this.summary = make("p", { class: "summary", role: "status" });
    this.answers = make("div", { class: "answers" });
    this.file = make("textarea", { readonly: true, rows: "12", spellcheck: "false", "aria-label": "The scenario file" });
    const all = make("button", { type: "button" }, "Select all of it");
    all.addEventListener("click", () => this.file.select());
    const fileHelp = "What stands in the form as the text of a scenario file; the command conditions check reads it.";
    const form = make("form", { "aria-label": "What if", autocomplete: "off" },
      make("p", { class: "start" }, labelled("Start from", begin)), notes, this.fieldsPlace);
    form.addEventListener("submit", (event) => event.preventDefault());
    this.result = make("section", { class: "result", "aria-label": "Answers to what stands in the form" },
      this.summary, this.answers,
      make("details", { class: "file" }, make("summary", {}, "Show as scenario file"), make("p", {}, fileHelp), this.file,
        make("p", {}, all)));
    this.place.append(make("div", { class: "what-if-form" }, form, this.result));
    this.place.classList.add("ready");
  }

  /** What the form leaves out, in words. */
  notes() {
    const { left_out: left, settings } = this.program;
    const lost = Object.entries(settings[0].conditions).filter(([, compiled]) => compiled === null).map(([id]) => id);
    return [
      ...(left ? [`${left} of the scenarios of this page are too many to be carried by the form.`] : []),
      ...(lost.length ? [`Not evaluated on this page, because they are too large: ${lost.join(", ")}.`] : []),
    ];
  }

  /** Fill the form with a course of events. */
  start(course) {
    this.fields = fieldsOf(this.evaluator, course);
    this.showFields();
    this.answer();
  }

  /** The answers follow a little later, so that typing is not held up. */
  changed() {
    clearTimeout(this.timer);
    this.result.setAttribute("aria-busy", "true");
    this.timer = setTimeout(() => this.answer(), WAIT);
  }

  showFields() {
    this.errors = new Errors();
    const parts = [this.worldFields(), ...this.eventFields(), this.factFields(), this.readingFields(), this.incidentFields()];
    const general = this.errors.place("course", []);
    this.fieldsPlace.replaceChildren(...parts.filter((part) => part !== null), general);
    this.rename();
  }

  /** Names of events and facts in the language that is chosen for the page, as far as the dossier has them. */
  rename() {
    const [labels, chosen] = ["labels", "tool-language"].map((id) => document.getElementById(id));
    if (labels === null || chosen === null) return;
    const known = JSON.parse(labels.textContent)[chosen.value] || {};
    for (const element of this.fieldsPlace.querySelectorAll("[data-own]")) {
      const other = Object.hasOwn(known, element.dataset.named) ? known[element.dataset.named] : null;
      element.textContent = visible(other ?? element.dataset.own);
      element.lang = other === null ? "en" : chosen.value;
    }
  }

  /** A field that writes itself into the form's data. */
  bound(field, name) {
    field.addEventListener("input", () => {
      this.fields[name] = valueOf(field);
      this.changed();
    });
    return field;
  }

  worldFields() {
    const { fields } = this;
    const kinds = [
      ["closed", "never happens"], ["open", "may or may not happen: nothing is known of it"],
      ["until", "has not happened by the end of a day, and may later"],
    ];
    const world = this.bound(select(kinds, fields.world), "world");
    const now = this.bound(dayInput(fields.now), "now");
    const asOf = this.bound(dayInput(fields.asOf), "asOf");
    const day = labelled("That day", now, fields.world !== "until");
    world.addEventListener("input", () => (day.hidden = world.value !== "until"));
    const told = [];
    if (fields.knownAt !== null) told.push(`As known on ${isoDay(fields.knownAt)}.`);
    if (fields.accounts.length) told.push(`As told by ${listing(fields.accounts.map((one) => this.program.parties[one] || one))}.`);
    const members = Object.entries(this.evaluator.rules[fields.setting].setting.groups);
    for (const [group, codes] of members) told.push(`Members of ${group} in this scenario: ${codes.join(", ")}.`);
    return make("fieldset", { class: "world" },
      make("legend", {}, "What is assumed"),
      make("div", { class: "row" }, labelled("What is not listed", world), day),
      make("div", { class: "row" }, labelled("Positions held on (empty: all that the record leaves standing)", asOf)),
      told.map((words) => make("p", { class: "note" }, words)),
      this.errors.place("world", [now]), this.errors.place("as-of", [asOf]));
  }

  eventFields() {
    const { events } = this.evaluator.rules[this.fields.setting].setting;
    const field = ([name, fields]) => eventField(name, events[name], fields, this.errors, () => this.changed());
    const all = [...this.fields.events];
    const [listed, others] = [all.filter(([, one]) => one.happens), all.filter(([, one]) => !one.happens)];
    const help = "Give days, or places in an order: what has a later number happens on a later day, what has the same number on the same day.";
    const rest = others.map(field);
    const more = listed.length && rest.length
      ? [make("details", {}, make("summary", {}, `Events that are not listed (${rest.length})`), rest)]
      : rest;
    return [make("fieldset", { class: "things" }, make("legend", {}, "Events"), make("p", { class: "note" }, help), listed.map(field), more)];
  }

  factFields() {
    const { facts } = this.evaluator.rules[this.fields.setting].setting;
    const given = Object.entries(facts).filter(([, kind]) => !kind.stepped);
    if (!given.length) return null;
    const field = ([name, kind]) => factField(name, kind, this.fields.facts.get(name), this.errors, () => this.changed());
    const shown = given.map(field);
    return make("fieldset", { class: "things" }, make("legend", {}, "Facts"), shown);
  }

  readingFields() {
    const open = Object.entries(this.program.conditions).filter(([, one]) => Object.keys(one.readings).length > 1);
    if (!open.length) return null;
    const rows = open.map(([id, one]) => {
      const chosen = select([["", "every reading"], ...Object.keys(one.readings).map((name) => [name, name])], "");
      chosen.addEventListener("input", () => {
        if (chosen.value) this.fields.readings.set(id, chosen.value);
        else this.fields.readings.delete(id);
        this.changed();
      });
      return make("div", { class: "row", "data-condition": id }, labelled(one.label || id, chosen));
    });
    return make("fieldset", { class: "things" }, make("legend", {}, "Readings of ambiguous conditions"), rows);
  }

  incidentFields() {
    const { obligations } = this.evaluator.rules[this.fields.setting].setting;
    if (!obligations.duties) return null;
    const more = this.fields.incidents.length;
    const note = more ? `The scenario has ${more} more, which stay as they are.` : "";
    return incidentField(obligations, this.fields.incident, this.errors, () => this.changed(), note);
  }

  // --- the answers --------------------------------------------------------------------

  answer() {
    clearTimeout(this.timer);
    this.result.removeAttribute("aria-busy");
    const { course, problems } = courseOf(this.evaluator, this.fields);
    this.file.value = problems.length ? "" : scenarioFile(this.program, course);
    const result = problems.length ? null : this.evaluator.check(course);
    const found = (result ? result.findings : []).map((one) => ({ place: `event ${one.event}`, words: one.words }));
    const wrong = [...problems, ...found];
    this.errors.show(wrong);
    if (wrong.length) {
      this.say(`No answers: ${wrong.map((one) => one.words).join(" ")}`);
      this.answers.replaceChildren();
      return;
    }
    const { parties, marks } = this.program;
    this.say(result.parties.map((one) => `${parties[one.party]}: ${marks[one.answer][0]}.`).join(" "));
    const duties = result.incidents.map((one, number) => this.owed(one, course.incidents[number], !number));
    this.answers.replaceChildren(...result.parties.map((one) => this.party(result, one)), ...duties);
  }

  owed(answers, { kind, place }, first) {
    const { zones } = this.program.settings[0].obligations;
    const where = place === null ? "in a place that is not known" : `in ${zones[place]}`;
    const heading = `Who must act after ${kind === "unknown" ? "an incident" : kind} ${where}`;
    const note = "What follows from the instruments as they are written here, and no more. Coordinates, and what was done after an incident, are not evaluated on this page.";
    return make("section", { class: "party duties" }, make("h3", {}, heading),
      first ? make("p", { class: "note" }, note) : null, this.showing.duties(answers));
  }

  say(words) {
    this.summary.textContent = visible(words);
  }

  party(result, party) {
    const { parties } = this.program;
    const views = Object.entries(result.viewpoints).flatMap(([name, seen]) => {
      const label = make("span", { class: "faint" }, `as seen by ${this.fields.viewpoints[name].label}: `);
      return this.showing.party(seen.parties.find((one) => one.party === party.party), label);
    });
    return make("section", { class: "party", "data-party": party.party },
      make("h3", {}, parties[party.party]), this.showing.party(party), views,
      this.showing.lazily(`party ${party.party}`, "The conditions behind it", () =>
        this.showing.reasons(result, party, `party ${party.party}`)));
  }
}

/** Explains an answer of the matrix in its cell, where the page does not carry that as text. */
function explainCells(evaluator) {
  const showing = new Showing(evaluator);
  const scenarios = new Map(evaluator.program.scenarios.map((one) => [String(one.number), one]));
  for (const cell of document.querySelectorAll("[data-evaluated]")) {
    const [number, code] = cell.dataset.evaluated.split(" ");
    if (!scenarios.has(number)) continue;
    const inside = () => {
      const result = evaluator.check(scenarios.get(number));
      return showing.reasons(result, result.parties.find((one) => one.party === code), `cell ${number} ${code}`);
    };
    cell.append(showing.lazily(`cell ${number} ${code}`, "Why", inside));
  }
}

for (const place of document.querySelectorAll(".what-if")) {
  const program = JSON.parse(place.querySelector("script").textContent);
  const form = new WhatIfForm(place, program);
  explainCells(form.evaluator);
}
