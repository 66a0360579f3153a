// The form: fields for a course of events, and below them the answers, which follow every change at once.

const HIDDEN_CHARACTERS =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const WAIT = 120;

/** A text in which nothing is hidden. */
const visible = (text) =>
  String(text).replace(HIDDEN_CHARACTERS, (one) => `<U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);

/** An element; children that are text are shown as text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, visible(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== "") element.append(typeof child === "string" ? visible(child) : child);
  }
  return element;
}

const capital = (clause) => clause.charAt(0).toUpperCase() + clause.slice(1);
const sentence = (clause) => (/[.?!…]$/.test(clause) ? capital(clause) : `${capital(clause)}.`);

/** Verdicts as elements. */
class Showing {
  constructor(evaluator) {
    this.evaluator = evaluator;
    this.program = evaluator.program;
    /** Which foldable parts a reader has opened; they stay open when the answers change. */
    this.opened = new Set();
  }

  mark(answer) {
    const [word, symbol, tone] = this.program.marks[answer];
    return make("span", { class: `mark ${tone}` }, make("span", { "aria-hidden": "true" }, symbol), ` ${word}`);
  }

  truth(truth) {
    const [word, symbol, tone] = this.program.truths[truth];
    return make("span", { class: `mark ${tone}` }, make("span", { "aria-hidden": "true" }, symbol), ` ${word}`);
  }

  /** What is to be said beside answer and status. */
  remarks(found) {
    const { vacuous, blocked, may_change: mayChange } = this.program.remarks;
    const said = [];
    if (found.vacuous && found.compliance === MET) said.push(vacuous);
    else if (found.compliance !== found.answer) said.push(`compliance ${found.compliance}`);
    if (found.blocked) said.push(blocked);
    else if (!found.final && found.answer !== OPEN) said.push(mayChange);
    return said.map((remark) => make("span", { class: "faint" }, ` · ${remark}`));
  }

  foldable(key, summary, ...content) {
    const element = make("details", { open: this.opened.has(key) }, make("summary", {}, summary), content);
    element.addEventListener("toggle", () => (element.open ? this.opened.add(key) : this.opened.delete(key)));
    return element;
  }

  /** The answer of a party in one line, and one more for each choice of readings that matters. */
  party(party, label = "") {
    const choices = [...party.byReading];
    const standing = (one) => [` ${one.status}`, ...this.remarks(one)];
    const alone = choices.length === 1 ? standing(choices[0][1]) : [];
    const lines = [make("p", { class: "answer" }, label, this.mark(party.answer), alone)];
    if (choices.length > 1) {
      for (const [name, one] of choices) {
        lines.push(make("p", {}, make("strong", {}, name), ": ", this.mark(one.answer), standing(one)));
      }
    }
    if (party.notEvaluated.length) {
      const names = listing(party.notEvaluated.map((one) => one.id));
      lines.push(make("p", { class: "note" }, `Not evaluated on this page, so the answer is without it: ${names}.`));
    }
    return lines;
  }

  /** Why a party's answer is what it is: every condition as it was judged. */
  reasons(result, party, key) {
    const deciding = new Set([...party.byReading.values()].flatMap((one) => one.decidedBy));
    const first = party.takingPart.filter((one) => deciding.has(one.id));
    const rest = party.takingPart.filter((one) => !deciding.has(one.id));
    const shown = [...first, ...rest].flatMap((one) => this.condition(result, one, key));
    if (!party.takingPart.length) shown.push(make("p", {}, "The party has no condition on record that counts here."));
    const others = party.conditions.filter((one) => !one.takesPart && one.evaluated);
    if (others.length) {
      const told = others.map((one) => `${one.id} (${this.leftOut(result, one)}; by itself ${one.answer})`);
      shown.push(make("p", { class: "note" }, `Part of no answer here: ${told.join(", ")}.`));
    }
    return shown;
  }

  leftOut(result, one) {
    const { condition, standing } = one;
    if (standing.inForce === FALSE) return result.day === null ? "the record ends it" : `not in force on ${isoDay(result.day)}`;
    if (!standing.admitted) return `told only by ${listing(condition.tellers.map((teller) => this.program.parties[teller] || teller))}`;
    return condition.decides ? this.program.levels[condition.level] : this.program.modalities[condition.modality];
  }

  condition(result, one, key) {
    const { condition } = one;
    const link = make("a", { href: `#${encodeURIComponent(`condition-${one.id}`)}` }, condition.label || one.id);
    const lines = [make("p", { class: "facts" }, link)];
    if (one.standing.inForce === UNKNOWN) {
      lines.push(make("p", { class: "note" }, "Whether it counts on that day is not known: its dates leave that open."));
    }
    for (const found of one.waivers) lines.push(make("p", { class: "note" }, this.waiver(found)));
    const verdicts = [...one.verdicts].map(([reading, verdict]) => this.verdict(result, one, reading, verdict, key));
    return [...lines, make("ul", {}, verdicts)];
  }

  waiver({ id, waiver, counts }) {
    const party = this.program.parties[waiver.party];
    const told = `${party} waived it (${[id, ...waiver.source].join(", ")})`;
    if (counts === TRUE) return `It counts as met: ${told}.`;
    return counts === FALSE ? `${told}, which does not count here.` : `Whether it counts as met is not known: ${told}.`;
  }

  verdict(result, one, reading, verdict, key) {
    const { phrases } = this.program;
    const words = verdict.unsettled ? phrases.unsettled : phrases.status;
    const phrase = verdict.blocked && !verdict.unsettled ? phrases.blocked : words[verdict.status];
    const line = [
      reading ? [make("strong", {}, reading), ": "] : [],
      this.mark(verdict.answer), " ", make("strong", {}, verdict.status), `: ${phrase}`, this.remarks(verdict),
    ];
    const inside = () => this.explanation(result, one, reading, verdict);
    return make("li", {}, make("p", {}, line.flat()), this.lazily(`${key} ${one.id} ${reading}`, "Why", inside));
  }

  /** A foldable part that is made when it is first opened. */
  lazily(key, summary, inside) {
    const element = this.foldable(key, summary);
    const fill = () => element.childElementCount < 2 && element.append(...inside());
    if (element.open) fill();
    element.addEventListener("toggle", () => element.open && fill());
    return element;
  }

  explanation(result, one, reading, verdict) {
    const telling = new Telling(result.rules, result.known);
    const { says, source, label } = one.condition.readings[reading];
    const blocks = [make("p", { class: "said" }, says)];
    if (label) blocks.push(make("p", { class: "note" }, label));
    const compiled = result.rules.setting.conditions[one.id][reading];
    const whole = telling.tree(verdict.judgement);
    if (verdict.readiness === null) blocks.push(this.tree(whole));
    else {
      blocks.push(this.tree(telling.requirement(verdict.readiness, compiled.act)));
      if (!verdict.vacuous) {
        blocks.push(make("p", { class: "faint" }, "Over the whole course of events:"), this.tree(whole));
      }
    }
    for (const [told, version] of verdict.versions) {
      blocks.push(make("p", {}, make("span", { class: "faint" }, `With ${told}: `), this.mark(version.answer)));
    }
    const missing = telling.missing(verdict);
    if (missing.length) {
      blocks.push(make("p", {}, make("span", { class: "faint" }, "What is missing: "), `${missing.join("; ")}.`));
    }
    return [...blocks, ...this.quotes(source)];
  }

  /** Who must act after an incident: each duty with its debtors, alike ones together. */
  duties(answers) {
    const groups = new Map();
    for (const one of answers) {
      const same = JSON.stringify([one.duty.instrument, one.duty.id, one.answer, one.byReading, one.grounds]);
      groups.set(same, [...(groups.get(same) || []), one]);
    }
    return make("ul", {}, [...groups.values()].map((alike) => this.duty(alike)));
  }

  duty(alike) {
    const [{ duty, answer, grounds, byReading }] = alike;
    const who = listing(alike.map((one) => one.debtor.label));
    const line = [make("strong", {}, who), `: ${duty.duty} `, this.dutyMark(answer)];
    if (!duty.evaluated) return make("li", {}, make("p", {}, line), make("p", { class: "note" }, "Not evaluated on this page."));
    const readings = byReading.map(([name, one]) => make("p", {}, `${name}: `, this.dutyMark(one)));
    const deciding = grounds.filter((ground) => DUTY_ANSWERS[ground.truth] === answer);
    const said = deciding.map((ground) => make("li", {}, sentence(ground.words)));
    const sources = [...new Set(deciding.flatMap((ground) => ground.sources))];
    const cited = sources.map((name) => make("a", { href: `#${encodeURIComponent(`statement-${name}`)}` }, name));
    const links = cited.flatMap((link, place) => (place ? [", ", link] : [link]));
    const source = links.length ? make("p", { class: "note" }, "source: ", links) : null;
    return make("li", {}, make("p", {}, line), readings, make("ul", { class: "tree" }, said), source);
  }

  dutyMark(answer) {
    const [word, symbol, tone] = this.program.settings[0].obligations.marks[answer];
    return make("span", { class: `mark ${tone}` }, make("span", { "aria-hidden": "true" }, symbol), ` ${word}`);
  }

  tree(node) {
    return make("ul", { class: "tree" }, this.branch(node));
  }

  branch(node) {
    const words = ` ${node.role ? `${node.role} ` : ""}${node.words}`;
    const because = node.because ? make("span", { class: "faint" }, `: ${node.because}`) : null;
    const parts = node.parts.length ? make("ul", { class: "tree" }, node.parts.map((part) => this.branch(part))) : null;
    return make("li", {}, this.truth(node.truth), words, because, parts);
  }

  quotes(sources) {
    if (!sources.length) return [make("p", { class: "note" }, "It rests on no statement on record.")];
    return sources.map((name) => {
      const { words, who } = this.program.statements[name];
      const link = make("a", { href: `#${encodeURIComponent(`statement-${name}`)}` }, name);
      const said = make("blockquote", {}, make("p", { dir: "auto" }, words || "No words are given."));
      return make("figure", { class: "quote" }, said, make("figcaption", {}, who, " · ", link));
    });
  }
}
