// Which positions count on a day, on what was reported and by whom; which waivers do.

const MOST_DOUBTS = 10;

/** Whether a day has come by the end of another; unknown where it is not said. */
function reached(start, day) {
  if (start === null) return UNKNOWN;
  if (start[0] !== null && day < start[0]) return FALSE;
  return start[1] !== null && day >= start[1] ? TRUE : UNKNOWN;
}

const begun = (since, day) => (since === null || day === null ? TRUE : reached(since, day));

function ended(until, day) {
  return until === null ? FALSE : day === null ? TRUE : reached(until, day);
}

/** The positions of a program on some evidence: by when it was reported, whose word is taken, how firm it is. */
class PositionRecord {
  /** @param {{knownAt: number|null, accounts: string[], level: number}} evidence */
  constructor(program, evidence) {
    Object.assign(this, { program, evidence });
    /** @type {Map<string, object[]>} */
    this.endings = new Map();
    this.denials = new Map();
    const { conditions, statements } = program;
    for (const [name, position] of Object.entries(conditions)) {
      for (const [how, older] of position.replaces) this.add(older, this.replacement(name, position, how));
    }
    for (const [name, statement] of Object.entries(statements)) {
      for (const withdrawn of statement.withdraws) this.add(withdrawn, this.withdrawal(name, statement, withdrawn));
      for (const denied of statement.denies) {
        if (this.reported(statement) !== FALSE) this.denials.set(denied, [...(this.denials.get(denied) || []), name]);
      }
    }
    for (const claim of program.claims) for (const over of claim.ends) this.add(over, this.claimed(claim, over));
  }

  add(position, ending) {
    this.endings.set(position, [...(this.endings.get(position) || []), ending]);
  }

  /** How a position stands on a day; without a day, at the end of the record. */
  standing(name, day) {
    const position = this.program.conditions[name];
    const known = this.known(position.sources, position.party);
    const hasBegun = conjunction([known, begun(position.since, day)]);
    const effective = (this.endings.get(name) || []).filter((one) => one.counts);
    const hasEnded = disjunction([
      ended(position.until, day),
      ...effective.filter((one) => !one.newer).map((one) => over(one, day)),
    ]);
    const replaced = this.newer(name);
    const isOver = disjunction([hasEnded, ...[...replaced.values()].map((one) => over(one, day))]);
    return {
      inForce: conjunction([hasBegun, negation(isOver)]),
      begun: hasBegun, ended: hasEnded, known,
      tellers: position.tellers,
      admitted: this.admits(position.tellers),
      endings: this.endings.get(name) || [],
      replacedBy: [...replaced.keys()],
      deniedBy: this.denials.get(name) || [],
    };
  }

  /** The newer positions that end a position, however many steps away. */
  newer(name) {
    const [found, edge] = [new Map(), [name]];
    while (edge.length) {
      const newer = (this.endings.get(edge.pop()) || []).filter((one) => one.counts && one.newer);
      edge.push(...newer.filter((one) => !found.has(one.by)).map((one) => one.by));
      for (const one of newer) found.set(one.by, one);
    }
    return found;
  }

  /** Whether one of these statements of or about a party had been reported by the day asked for. */
  known(sources, party) {
    if (this.evidence.knownAt === null) return TRUE;
    if (!sources.length) return UNKNOWN;
    const said = sources.map((name) => this.program.statements[name]);
    const taken = said.filter((one) => one.for.includes(party) || this.admits(one.behalf));
    return disjunction((taken.length ? taken : said).map((one) => this.reported(one)));
  }

  reported(statement) {
    return this.evidence.knownAt === null ? TRUE : reached(statement.reported, this.evidence.knownAt);
  }

  /** Whether something counts, given whose account it is. */
  admits(tellers) {
    return !tellers.length || tellers.some((teller) => this.evidence.accounts.includes(teller));
  }

  replacement(name, newer, how) {
    const known = this.known(newer.sources, newer.party);
    const counts = newer.level <= this.evidence.level && this.admits(newer.tellers);
    return { how, by: name, day: newer.since, tellers: newer.tellers, known, counts, newer: true };
  }

  withdrawal(name, statement, position) {
    const own = statement.for.includes(this.program.conditions[position].party);
    const tellers = own ? [] : statement.behalf;
    const known = this.reported(statement);
    return { how: "withdrawn", by: name, day: statement.said, tellers, known, counts: this.admits(tellers), newer: false };
  }

  claimed(claim, position) {
    const { party } = this.program.conditions[position];
    const tellers = tellersOf(this.program.statements, claim.source, party);
    const known = this.known(claim.source, party);
    return { how: "claimed", by: claim.id, day: claim.day, tellers, known, counts: this.admits(tellers), newer: false };
  }

  /** The waivers of every condition that has some: those of the record, and those of the course of events. */
  waivers(own, day) {
    const found = new Map();
    for (const [id, waiver] of Object.entries({ ...this.program.waivers, ...own })) {
      const given = day === null || waiver.on === null ? TRUE : reached(waiver.on, day);
      const supposed = Object.hasOwn(own, id) && !waiver.source.length;
      const known = supposed ? TRUE : this.known(waiver.source, waiver.party);
      const counts = this.admits(waiver.tellers) ? conjunction([given, known]) : FALSE;
      found.set(waiver.condition, [...(found.get(waiver.condition) || []), { id, waiver, counts }]);
    }
    return found;
  }
}

/** Whose account it is that a party holds something; empty if one of the statements was made for the party itself. */
function tellersOf(statements, sources, party) {
  const said = sources.filter((name) => name in statements).map((name) => statements[name]);
  if (said.some((one) => one.for.includes(party))) return [];
  return [...new Set(said.flatMap((one) => one.behalf))];
}

/** Whether an ending has come by a day; without a day, whether it is on record. */
const over = (ending, day) => (day === null ? ending.known : conjunction([ending.known, reached(ending.day, day)]));

/** Every set of positions of one party that may be in force together, as far as their days leave that open. */
function lineUps(standings) {
  const doubts = doubtsIn(standings);
  if (doubts.length > MOST_DOUBTS) {
    const certain = [...standings].filter(([, one]) => one.inForce === TRUE).map(([name]) => name);
    const alone = [...standings].filter(([, one]) => one.inForce === UNKNOWN).map(([name]) => [...certain, name]);
    return [certain, ...alone].map((names) => new Set(names));
  }
  return product(doubts.map(() => [true, false])).map((choice) => {
    const chosen = new Map(doubts.map((doubt, place) => [doubt.join(" "), choice[place]]));
    const so = (question, name) => {
      const known = standings.get(name)[question];
      return chosen.get(`${question} ${name}`) ?? known === TRUE;
    };
    const together_ = [...standings].filter(
      ([name, one]) => so("begun", name) && !so("ended", name) && !one.replacedBy.some((newer) => so("begun", newer)),
    );
    return new Set(together_.map(([name]) => name));
  });
}

/** What is open about positions that are possibly in force, and about those that replace them. */
function doubtsIn(standings) {
  const open = new Set([...standings].filter(([, one]) => one.inForce === UNKNOWN).map(([name]) => name));
  const newer = new Set([...open].flatMap((name) => standings.get(name).replacedBy));
  const found = [];
  for (const [name, one] of standings) {
    if (one.begun === UNKNOWN && (open.has(name) || newer.has(name))) found.push(["begun", name]);
    if (one.ended === UNKNOWN && open.has(name)) found.push(["ended", name]);
  }
  return found;
}
