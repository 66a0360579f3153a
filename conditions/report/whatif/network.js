// The days of events that all happen: a simple temporal network with its tightest bounds.

/** @typedef {{first: string, second: string, least: Period|null, most: Period|null, said: string}} Relation */

const FAR = 1e12;
const UNBOUNDED = FAR / 2;
const EXTRA_ROUNDS = 8;

const relationIsExact = (relation) =>
  [relation.least, relation.most].every((bound) => bound === null || isExact(bound));

/** Bounds with infinities as whole numbers that can be added. */
function asRange(earliest, latest) {
  return [
    earliest === -Infinity ? -FAR : earliest === Infinity ? FAR : earliest,
    latest === Infinity ? FAR : latest === -Infinity ? -FAR : latest,
  ];
}

const asDay = (days) => (days < -UNBOUNDED ? -Infinity : days > UNBOUNDED ? Infinity : days);

function spanOf(relation, earliest, latest) {
  return [
    relation.least === null ? null : lengthBounds(relation.least, earliest, latest)[0],
    relation.most === null ? null : lengthBounds(relation.most, earliest, latest)[1],
  ];
}

/** Ranges and relations, and the networks that were built from them. */
class Ranges {
  constructor(ranges, relations, otherwise) {
    this.relations = relations;
    /** @type {Map<string, {index: number, other: string, forward: boolean}[]>} */
    this.links = new Map();
    relations.forEach((relation, index) => {
      this.link(relation.first, { index, other: relation.second, forward: true });
      this.link(relation.second, { index, other: relation.first, forward: false });
    });
    this.rounds = relations.filter((relation) => !relationIsExact(relation)).length + EXTRA_ROUNDS;
    this.spans = relations.map((relation) => spanOf(relation, -Infinity, Infinity));
    this.ranges = ranges;
    this.otherwise = otherwise;
    this.networks = new Map();
  }

  link(event, link) {
    const links = this.links.get(event);
    if (links) links.push(link);
    else this.links.set(event, [link]);
  }

  linksOf(event) {
    return this.links.get(event) || [];
  }

  rangeOf(event) {
    return this.ranges.get(event) || this.otherwise;
  }

  /** The network of these events and of those of the bases, which share no relation with each other. */
  network(events, bases = []) {
    const members = new Set([...events, ...bases.flatMap((base) => [...base.days[0].keys()])]);
    const key = JSON.stringify([...members].sort());
    let found = this.networks.get(key);
    if (!found) {
      found = new Network(this, events, bases);
      this.networks.set(key, found);
    }
    return found;
  }
}

/** Events that all happen; built once, then only read. `flaw` is an event that has no day left, if there is one. */
class Network {
  constructor(known, events, bases) {
    this.known = known;
    // Two sides: last days, and first days with the sign turned, so that both only ever shrink.
    this.days = [new Map(), new Map()];
    this.reasons = [new Map(), new Map()];
    this.narrowed = new Map();
    this.distances = new Map();
    for (const base of bases) {
      for (const side of [0, 1]) {
        base.days[side].forEach((day, event) => this.days[side].set(event, day));
        base.reasons[side].forEach((reason, event) => this.reasons[side].set(event, reason));
      }
      base.narrowed.forEach((span, index) => this.narrowed.set(index, span));
    }
    for (const event of events) {
      const [earliest, latest] = known.rangeOf(event);
      this.days[0].set(event, latest);
      this.days[1].set(event, -earliest);
    }
    const flaws = [...bases.map((base) => base.flaw), ...events.map((one) => (this.isCrossed(one) ? one : null))];
    this.flaw = flaws.find((flaw) => flaw !== null) ?? null;
    const start = new Set(events);
    for (const event of events) {
      for (const link of known.linksOf(event)) if (this.days[0].has(link.other)) start.add(link.other);
    }
    this.settleAll(start);
  }

  get consistent() {
    return this.flaw === null;
  }

  bounds(event) {
    return [-this.days[1].get(event), this.days[0].get(event)];
  }

  /** The greatest possible distance in days from the first to the second event. */
  most(first, second) {
    const beyond = this.days[0].get(second) + this.days[1].get(first);
    return Math.min(this.distancesFrom(first).get(second) ?? beyond, beyond);
  }

  isCrossed(event) {
    return this.days[0].get(event) + this.days[1].get(event) < 0;
  }

  settleAll(start) {
    let changed = new Set([...start, ...this.settle(start)]);
    for (let round = 0; round < this.known.rounds; round += 1) {
      const indexes = new Set();
      for (const event of changed) for (const index of this.calendarRelations(event)) indexes.add(index);
      const sorted = [...indexes].sort((one, other) => one - other);
      const moved = this.narrow(round % 2 === 1 ? sorted.reverse() : sorted);
      changed = new Set([...moved, ...this.settle(moved)]);
      if (this.flaw !== null || !changed.size) return;
    }
  }

  calendarRelations(event) {
    return this.known
      .linksOf(event)
      .filter((link) => this.days[0].has(link.other) && !relationIsExact(this.known.relations[link.index]))
      .map((link) => link.index);
  }

  settle(start) {
    const changed = new Set();
    for (const side of [0, 1]) if (this.flaw === null) this.settleSide(side, start, changed);
    return changed;
  }

  settleSide(side, start, changed) {
    const [days, reasons] = [this.days[side], this.reasons[side]];
    const queue = side ? [...start] : [...start].reverse();
    const queued = new Set(start);
    let moves = 0;
    for (let place = 0; place < queue.length; place += 1) {
      const event = queue[place];
      queued.delete(event);
      for (const link of this.known.linksOf(event)) {
        const weight = this.weight(link, side);
        if (weight === null || !days.has(link.other) || days.get(event) + weight >= days.get(link.other)) continue;
        days.set(link.other, days.get(event) + weight);
        reasons.set(link.other, [link.index, false]);
        changed.add(link.other);
        moves += 1;
        if (this.isCrossed(link.other) || (moves % days.size === 0 && this.isOnCycle(side, link.other))) {
          this.flaw = link.other;
          return;
        }
        if (!queued.has(link.other)) {
          queued.add(link.other);
          queue.push(link.other);
        }
      }
    }
  }

  weight(link, side) {
    const [least, most] = this.span(link.index);
    if (link.forward === (side === 0)) return most;
    return least === null ? null : -least;
  }

  span(index) {
    return this.narrowed.get(index) || this.known.spans[index];
  }

  isOnCycle(side, start) {
    const reasons = this.reasons[side];
    let event = start;
    for (let step = 0; step <= reasons.size; step += 1) {
      const [index, narrowed] = reasons.get(event) || [-1, true];
      if (narrowed) return false;
      const relation = this.known.relations[index];
      event = event === relation.second ? relation.first : relation.second;
    }
    return true;
  }

  /** Narrows days and distances by relations in months; gives the events to settle again. */
  narrow(indexes) {
    const moved = new Set();
    for (const index of indexes) {
      const relation = this.known.relations[index];
      const { first, second, least, most } = relation;
      const [[earliest, latest], [start, end]] = [this.bounds(first), this.bounds(second)];
      if (least !== null) {
        this.move(1, second, earliest > -UNBOUNDED ? -shiftDay(earliest, least) : FAR, index, moved);
        this.move(0, first, end < UNBOUNDED ? latestStart(least, end) : FAR, index, moved);
      }
      if (most !== null) {
        this.move(0, second, latest < UNBOUNDED ? shiftDay(latest, most) : FAR, index, moved);
        this.move(1, first, start > -UNBOUNDED ? -earliestStart(most, start) : FAR, index, moved);
      }
      if (this.flaw !== null) return moved;
      const span = spanOf(relation, ...this.bounds(first).map(asDay));
      const before = this.span(index);
      if (span[0] !== before[0] || span[1] !== before[1]) {
        this.narrowed.set(index, span);
        moved.add(first).add(second);
      }
    }
    return moved;
  }

  move(side, event, day, index, moved) {
    if (day < this.days[side].get(event)) {
      this.days[side].set(event, day);
      this.reasons[side].set(event, [index, true]);
      moved.add(event);
      if (this.isCrossed(event)) this.flaw = event;
    }
  }

  /** Greatest distances from one event along relations; last days as potentials make all steps non-negative. */
  distancesFrom(source) {
    const kept = this.distances.get(source);
    if (kept) return kept;
    const [potential, found, open] = [this.days[0], new Map(), new Map([[source, 0]])];
    while (open.size) {
      let [event, cost] = [null, Infinity];
      for (const [name, length] of open) if (length < cost) [event, cost] = [name, length];
      open.delete(event);
      found.set(event, cost - potential.get(source) + potential.get(event));
      for (const link of this.known.linksOf(event)) {
        const weight = this.weight(link, 0);
        if (weight === null || !potential.has(link.other) || found.has(link.other)) continue;
        const length = cost + weight + potential.get(event) - potential.get(link.other);
        if (length < (open.get(link.other) ?? Infinity)) open.set(link.other, length);
      }
    }
    this.distances.set(source, found);
    return found;
  }
}
