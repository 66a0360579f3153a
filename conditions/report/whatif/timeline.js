// What is known of one course of events: what happens, when, in which order.

/** Truths, so that a conjunction is the least of its parts and a disjunction the greatest. */
const [FALSE, UNKNOWN, TRUE] = [0, 1, 2];
const negation = (truth) => 2 - truth;
const conjunction = (truths) => truths.reduce((one, other) => Math.min(one, other), TRUE);
const disjunction = (truths) => truths.reduce((one, other) => Math.max(one, other), FALSE);
const truthOf = (value) => (value ? TRUE : FALSE);

function counted(truths, least, most = null) {
  const certain = truths.filter((truth) => truth === TRUE).length;
  const possible = truths.filter((truth) => truth !== FALSE).length;
  const highest = most === null ? truths.length : most;
  if (certain >= least && possible <= highest) return TRUE;
  return possible < least || certain > highest || least > highest ? FALSE : UNKNOWN;
}

/** @typedef {{event: string, occurs: number, earliest: number, latest: number}} Entry */

/** @returns {Entry} */
const newEntry = (event, occurs, earliest = -Infinity, latest = Infinity) => ({ event, occurs, earliest, latest });

/** @returns {Relation} */
const newRelation = (first, second, least, most, said = "") => ({ first, second, least, most, said });

const NEVER = [Infinity, -Infinity];

/** A course of events as far as it is known; what was once asked is remembered. */
class Timeline {
  /**
   * @param {Entry[]} entries
   * @param {Relation[]} relations
   * @param {{occurs: number, earliest: number, latest: number}} otherwise What is known of events that are not listed.
   */
  constructor(entries, relations, otherwise, known = null) {
    this.relations = relations;
    this.otherwise = otherwise;
    this.entries = new Map(entries.map((entry) => [entry.event, entry]));
    const ranges = new Map(entries.map((entry) => [entry.event, asRange(entry.earliest, entry.latest)]));
    this.known = known || new Ranges(ranges, relations, asRange(otherwise.earliest, otherwise.latest));
    this.grouped = null;
    this.networks = new Map();
    this.kept = new Map();
  }

  keep(key, make) {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key);
  }

  events() {
    return [...this.entries.keys()];
  }

  entry(event) {
    const { occurs, earliest, latest } = this.otherwise;
    return this.entries.get(event) || newEntry(event, occurs, earliest, latest);
  }

  /** Whether the event happens; false also where it cannot, given what certainly happens. */
  occurs(event) {
    return this.keep(`occurs ${event}`, () => {
      const found = this.entry(event).occurs;
      return found === UNKNOWN && !this.isPossible([event]) ? FALSE : found;
    });
  }

  /** First and last possible day of the event if it happens. */
  bounds(event) {
    return this.keep(`bounds ${event}`, () => {
      if (this.occurs(event) === FALSE) return NEVER;
      const home = this.home(event, [event]);
      const range = home === null ? this.known.rangeOf(event) : home.bounds(event);
      return range.map((day) => inCalendar(asDay(day)));
    });
  }

  /** Least and greatest number of days from the first to the second event if both happen. */
  gap(first, second) {
    return this.keep(`gap ${JSON.stringify([first, second])}`, () =>
      this.canAllHappen([first, second])
        ? [asDay(-this.most(second, first)), asDay(this.most(first, second))]
        : NEVER,
    );
  }

  /** Whether the events can all happen, together with what certainly happens. */
  possible(events) {
    return this.keep("sound", () => this.contradiction() === null) && this.canAllHappen(events);
  }

  /** Why what certainly happens cannot be: an impossible entry or an inconsistent network; `null` if it can. */
  contradiction() {
    for (const entry of this.entries.values()) {
      if (entry.occurs === TRUE && entry.earliest > entry.latest) return { entry };
    }
    for (const group of new Set(this.groups().values())) {
      const network = this.known.network(group);
      if (!network.consistent) return { network };
    }
    return null;
  }

  /** The events that happen or may happen, of those that are listed or that a relation names. */
  possibleEvents() {
    const named = this.relations.flatMap((relation) => [relation.first, relation.second]);
    return [...new Set([...this.entries.keys(), ...named])].filter((event) => this.occurs(event) !== FALSE);
  }

  /** The event that certainly happens and that no other can follow, if there is one. */
  last() {
    const events = this.possibleEvents();
    const certain = events.filter((event) => this.occurs(event) === TRUE);
    if (!certain.length) return null;
    let last = certain[0];
    for (const event of certain) last = this.most(last, event) > 0 ? event : last;
    return events.every((event) => this.most(last, event) <= 0) ? last : null;
  }

  /** The same timeline where these events happen for certain; `null` if they cannot all happen. */
  assuming(events) {
    return this.keep(`assuming ${JSON.stringify([...new Set(events)].sort())}`, () => {
      if (!this.possible(events)) return null;
      const happening = new Map(this.entries);
      for (const event of events) happening.set(event, { ...this.entry(event), occurs: TRUE });
      return new Timeline([...happening.values()], this.relations, this.otherwise, this.known);
    });
  }

  /** The timeline where this is all that is known of one event: its old relations no longer count. */
  withEntry(entry, relations = []) {
    const kept = this.relations.filter((one) => one.first !== entry.event && one.second !== entry.event);
    const entries = new Map(this.entries).set(entry.event, entry);
    return new Timeline([...entries.values()], [...kept, ...relations], this.otherwise);
  }

  /** The timeline where the event happens next: on a day, or strictly after everything else that happens. */
  endingWith(event, day = null) {
    if (day !== null) return this.withEntry(newEntry(event, TRUE, day, day));
    const rest = this.withEntry(newEntry(event, FALSE));
    const [others, last] = [rest.possibleEvents(), rest.last()];
    const days = others.map((other) => rest.bounds(other)[1]);
    const latest = (days.length ? Math.max(...days) : Infinity) + 1;
    const after = others.map((other) => newRelation(other, event, ONE_DAY, other === last ? ONE_DAY : null));
    return rest.withEntry(newEntry(event, TRUE, -Infinity, latest), after);
  }

  canAllHappen(events) {
    return events.every((event) => this.occurs(event) !== FALSE) && this.isPossible(events);
  }

  isPossible(events) {
    return (
      events.every((event) => this.known.rangeOf(event)[0] <= this.known.rangeOf(event)[1]) &&
      this.joined(events).every((network) => network.consistent)
    );
  }

  most(first, second) {
    const here = this.home(first, [first, second]);
    const there = this.home(second, [first, second]);
    if (here !== null && here === there) return here.most(first, second);
    if (first === second) return 0;
    const earliest = (here === null ? this.known.rangeOf(first) : here.bounds(first))[0];
    return (there === null ? this.known.rangeOf(second) : there.bounds(second))[1] - earliest;
  }

  /** The network that bounds an event when it and what else is assumed happen; `null` if no relation does. */
  home(event, assumed) {
    if (!this.known.links.has(event)) return null;
    const found = this.joined(assumed).find((network) => network.days[0].has(event));
    return found || this.known.network(this.groups().get(event));
  }

  /** The network of events that are assumed, and of the certain ones tied to them, if relations tie any. */
  joined(assumed) {
    const groups = this.groups();
    const added = [...new Set(assumed)].filter((event) => this.known.links.has(event) && !groups.has(event));
    if (!added.length) return [];
    const key = JSON.stringify(added);
    if (!this.networks.has(key)) {
      const tied = added.flatMap((event) => this.known.links.get(event).map((link) => link.other));
      const bases = new Set(tied.filter((other) => groups.has(other)).map((other) => groups.get(other)));
      this.networks.set(key, this.known.network(added, [...bases].map((group) => this.known.network(group))));
    }
    return [this.networks.get(key)];
  }

  /** For every certain event with relations, the certain events that relations tie together with it. */
  groups() {
    if (this.grouped === null) {
      this.grouped = new Map();
      for (const [event, entry] of this.entries) {
        if (entry.occurs === TRUE && this.known.links.has(event) && !this.grouped.has(event)) {
          const group = this.tied(event);
          for (const member of group) this.grouped.set(member, group);
        }
      }
    }
    return this.grouped;
  }

  tied(event) {
    const [group, fresh] = [new Set([event]), [event]];
    while (fresh.length) {
      for (const link of this.known.linksOf(fresh.pop())) {
        if (!group.has(link.other) && this.entry(link.other).occurs === TRUE) {
          group.add(link.other);
          fresh.push(link.other);
        }
      }
    }
    return [...group];
  }
}
