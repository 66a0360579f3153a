// What a course of events gives of each party: each condition in every reading, and the answer over all of them.

const MOST_COMBINATIONS = 256;
const SINGLE = "";
const worse = (one, other) => (BADNESS.get(other) > BADNESS.get(one) ? other : one);
const better = (one, other) => (BADNESS.get(other) < BADNESS.get(one) ? other : one);
const worst = (answers) => (answers.length ? answers.reduce(worse) : NONE);
const alike = (answers) => (new Set(answers).size === 1 ? answers[0] : answers.length ? DEPENDS : NONE);
const bareShare = ({ answer, compliance, status }) => ({ answer, compliance, status });
const shareKey = ({ answer, compliance, status }) => `${answer}/${compliance}/${status}`;

/** One condition in one course of events, in every reading. */
class ConditionResult {
  constructor(fields) {
    Object.assign(this, fields);
  }

  get waived() {
    return disjunction(this.waivers.map((one) => one.counts));
  }

  get takesPart() {
    return this.counts && this.standing.inForce !== FALSE && this.evaluated;
  }

  get answer() {
    return alike([...this.verdicts.values()].map((verdict) => this.share(verdict).answer));
  }

  get compliance() {
    return alike([...this.verdicts.values()].map((verdict) => this.share(verdict).compliance));
  }

  /** What a verdict adds to the party's answer: its own, unless the condition is waived. */
  share(verdict) {
    const bare = bareShare(verdict);
    if (this.waived === FALSE) return bare;
    if (this.waived === UNKNOWN) {
      // Whether it was waived is not known: only what is met in either case is met.
      const [answer, compliance] = [bare.answer, bare.compliance].map((one) => (one === MET ? one : OPEN));
      return { answer, compliance, status: answer === MET ? bare.status : UNDECIDED };
    }
    if (verdict.answer === MET) return { ...bare, compliance: MET };
    return { answer: MET, compliance: MET, status: verdict.status === WAITING ? READY : SATISFIED };
  }
}

/** All conditions of one party, and the answer over them. */
class PartyResult {
  constructor(party, conditions) {
    Object.assign(this, { party, conditions });
    this.takingPart = conditions.filter((result) => result.takesPart);
    /** Conditions that would take part, and that this page cannot evaluate. */
    this.notEvaluated = conditions.filter(
      (result) => result.counts && result.standing.inForce !== FALSE && !result.evaluated,
    );
    this.lineUps = this.possibleLineUps();
  }

  possibleLineUps() {
    const names = this.takingPart.map((result) => result.id);
    if (this.takingPart.every((result) => result.standing.inForce === TRUE)) return [names];
    const possible = lineUps(new Map(this.conditions.map((result) => [result.id, result.standing])));
    const kept = possible.map((lineUp) => names.filter((name) => lineUp.has(name)));
    return [...new Map(kept.map((lineUp) => [JSON.stringify(lineUp), lineUp])).values()];
  }

  /** The answer for each choice of the readings that matter, by their names. */
  get byReading() {
    if (!this.takingPart.length) return new Map();
    const axes = this.takingPart.filter((result) => this.matters(result));
    const names = readingNames(axes);
    const found = new Map();
    for (const choice of firstOfProduct(axes.map((result) => [...result.verdicts.keys()]), MOST_COMBINATIONS)) {
      const readings = new Map(axes.map((result, place) => [result.id, choice[place]]));
      const label = axes.map((result, place) => names.get(`${result.id}\n${choice[place]}`)).join(", ");
      found.set(label, this.rollUp(readings));
    }
    return found;
  }

  /** The answer under a choice of readings; a condition that is not named uses its first one. */
  rollUp(readings) {
    const [chosen, shares] = [new Map(), new Map()];
    for (const result of this.takingPart) {
      const verdict = result.verdicts.get(readings.get(result.id) ?? [...result.verdicts.keys()][0]);
      chosen.set(result.id, verdict);
      shares.set(result.id, result.share(verdict));
    }
    const waived = this.takingPart.filter((result) => result.waived === TRUE).map((result) => result.id);
    const lasts = (name) => chosen.get(name).final || waived.includes(name);
    const whole = this.overLineUps(shares);
    const { decidedBy, doubtful } = this.deciding(shares, whole.answer);
    const open = whole.answer === OPEN ? decidedBy : [];
    return {
      ...whole,
      vacuous: [...chosen.values()].every((verdict) => verdict.vacuous),
      final: this.lineUps.every((lineUp) =>
        isFinal(whole.answer, lineUp.filter((name) => shares.get(name).answer === whole.answer).map(lasts)),
      ),
      blocked: whole.answer === NOT_MET && decidedBy.some((name) => chosen.get(name).blocked),
      decidedBy, doubtful,
      contested: [...new Set(open.flatMap((name) => contestedIn(chosen.get(name))))],
      waived: waived.filter((name) => shareKey(shares.get(name)) !== shareKey(bareShare(chosen.get(name)))),
    };
  }

  /** What conditions come to in every line-up, and doubt where line-ups differ. */
  overLineUps(shares) {
    const answer = this.agreed(shares, "answer");
    const compliance = this.agreed(shares, "compliance");
    if (answer === OPEN) return { answer, compliance, status: UNDECIDED };
    const statuses = this.lineUps.map((lineUp) => lineUp.map((name) => shares.get(name).status).reduce(worse));
    // What may not have been in force never makes a status worse than it surely is.
    return { answer, compliance, status: statuses.reduce(answer === NOT_MET ? better : worse) };
  }

  agreed(shares, question) {
    const found = this.lineUps.map((lineUp) => worst(lineUp.map((name) => shares.get(name)[question])));
    return agreed(found);
  }

  /** The conditions that give the answer, and those among them on whose being in force it hangs. */
  deciding(shares, answer) {
    const decidedBy = [...shares].filter(([, share]) => share.answer === answer).map(([name]) => name);
    if (answer !== OPEN) return { decidedBy, doubtful: [] };
    const possible = new Set(this.lineUps.map((lineUp) => worst(lineUp.map((name) => shares.get(name).answer))));
    if (possible.size === 1) return { decidedBy, doubtful: [] };
    const perhaps = this.takingPart.filter((result) => result.standing.inForce === UNKNOWN).map((result) => result.id);
    const doubtful = perhaps.filter((name) => possible.has(NONE) || shares.get(name).answer !== MET);
    const names = [...shares.keys()].filter((name) => decidedBy.includes(name) || doubtful.includes(name));
    return { decidedBy: names, doubtful };
  }

  get answer() {
    return this.overAllReadings("answer");
  }

  get compliance() {
    return this.overAllReadings("compliance");
  }

  /** The best and the worst choice of readings decide, so that no choice need be listed. */
  overAllReadings(question) {
    if (!this.takingPart.length) return NONE;
    const [best, least] = this.extremes().map((shares) => this.overLineUps(shares)[question]);
    return best === least ? best : DEPENDS;
  }

  /** The best and the worst that the readings of each condition come to, each question by itself. */
  extremes() {
    return [better, worse].map((pick) => {
      const shares = this.takingPart.map((result) => {
        const each = [...result.verdicts.values()].map((verdict) => result.share(verdict));
        const picked = ["answer", "compliance", "status"].map((question) => [
          question, each.map((share) => share[question]).reduce(pick),
        ]);
        return [result.id, Object.fromEntries(picked)];
      });
      return new Map(shares);
    });
  }

  /** Whether the reading of a condition changes the party's answer, compliance or status in some choice. */
  matters(result) {
    const each = [...result.verdicts.values()].map((verdict) => result.share(verdict));
    const shares = [...new Map(each.map((share) => [shareKey(share), share])).values()];
    if (shares.length === 1) return false;
    return this.extremes().some((others) => {
      const found = shares.map((share) => shareKey(this.overLineUps(new Map(others).set(result.id, share))));
      return new Set(found).size > 1;
    });
  }
}

/** The first so many choices of one item from each list, the last one changing first. */
function firstOfProduct(lists, most) {
  let rows = [[]];
  for (const list of lists) {
    rows = rows.flatMap((row) => list.map((item) => [...row, item]));
    // Later lists multiply every row at least by one, so rows beyond the limit are never needed.
    if (rows.length > most) rows.length = most;
  }
  return rows.slice(0, most);
}

/** A short name for each reading: its own, with the condition's id where two share it. */
function readingNames(results) {
  const pairs = results.flatMap((result) => [...result.verdicts.keys()].map((reading) => [result.id, reading]));
  const count = (reading) => pairs.filter(([, other]) => other === reading).length;
  return new Map(pairs.map(([id, reading]) => [`${id}\n${reading}`, count(reading) === 1 ? reading : `${id}.${reading}`]));
}

const contestedIn = (verdict) => verdict.reasons.filter((one) => one.why === "contested").map((one) => one.what);

/** Whether the answer stays: one lasting NOT MET is enough, MET needs every condition to last. */
function isFinal(answer, lasting) {
  return answer === NOT_MET ? lasting.some(Boolean) : answer === MET && lasting.every(Boolean);
}
