// What a scenario knows: whether points come, how far apart they are, what values facts have.

/** The formulas and points of a program, and those that are made while judging: equal ones have one place. */
class Rules {
  constructor(setting) {
    this.setting = setting;
    this.formulas = setting.formulas;
    this.points = [...setting.points];
    this.places = new Map(this.points.map((point, place) => [JSON.stringify(point), place]));
  }

  point(node) {
    const key = JSON.stringify(node);
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.points.length;
      this.points.push(node);
      this.places.set(key, place);
    }
    return place;
  }

  shifted(point, period) {
    return isZero(period) ? point : this.point(["s", point, period]);
  }

  /** What a point hangs on, without its periods and names: `e`, `d`, `k` or `g` for an event, day, k-th or guarded. */
  rootKind(point) {
    const node = this.points[point];
    if (node[0] === "s") return this.rootKind(node[1]);
    return node[0] === "n" ? this.rootKind(node[2]) : node[0];
  }

  isDerived(point) {
    return "kg".includes(this.rootKind(point));
  }

  /** The one event that a point hangs on, or `null`. */
  eventOf(point) {
    const node = this.points[point];
    if (node[0] === "e") return node[1];
    return node[0] === "s" ? this.eventOf(node[1]) : node[0] === "n" ? this.eventOf(node[2]) : null;
  }

  eventsOf(point) {
    const node = this.points[point];
    switch (node[0]) {
      case "e":
        return [node[1]];
      case "d":
        return [];
      case "s":
        return this.eventsOf(node[1]);
      case "n":
        return this.eventsOf(node[2]);
      case "k":
        return [...new Set(node[1].flatMap((each) => this.eventsOf(each)))];
      default:
        return [...new Set([...this.eventsOf(node[1]), ...this.eventsIn(node[2])])];
    }
  }

  eventsIn(place) {
    const node = this.formulas[place];
    const points = { h: [node[1]], w: [node[1], node[2]], G: [node[1]] }[node[0]] || [];
    const inside = points.flatMap((point) => this.eventsOf(point));
    return [...new Set([...inside, ...this.parts(place).flatMap((part) => this.eventsIn(part))])];
  }

  /** The formulas directly inside a formula. */
  parts(place) {
    const node = this.formulas[place];
    switch (node[0]) {
      case "!":
        return [node[1]];
      case "&":
      case "|":
      case "#":
        return node[1];
      case ">":
        return [node[1], node[2]];
      case "G":
        return [node[2]];
      default:
        return [];
    }
  }

  /** The point without its names and guards, and with its periods inside the k-th of others. */
  spread(point) {
    const node = this.points[point];
    if (node[0] === "n") return this.spread(node[2]);
    if (node[0] === "g") return this.spread(node[1]);
    if (node[0] !== "s") return point;
    const plain = this.spread(node[1]);
    const inner = this.points[plain];
    if (inner[0] !== "k") return this.point(["s", plain, node[2]]);
    return this.point(["k", inner[1].map((each) => this.point(["s", each, node[2]])), inner[2]]);
  }

  /** How many simple points a point is made of. */
  size(point) {
    const node = this.points[point];
    if (node[0] !== "k") return 1;
    return node[1].reduce((sum, each) => sum + this.size(this.spread(each)), 0);
  }

  /** The derived points that come if this one does. */
  derivedIn(point) {
    const node = this.points[point];
    if (node[0] === "s") return this.derivedIn(node[1]);
    if (node[0] === "n") return this.derivedIn(node[2]);
    if (node[0] === "k") return [point];
    return node[0] === "g" ? [point, ...this.derivedIn(node[1])] : [];
  }

  /** The facts that a formula mentions, those in guards of its points too. */
  factsIn(place) {
    const node = this.formulas[place];
    if (node[0] === "m") return [node[1]];
    if (node[0] === "q") return [...new Set([...factsOf(node[1]), ...factsOf(node[3])])];
    return [];
  }
}

function factsOf(quantity) {
  if (quantity[0] === "f") return [quantity[1]];
  if (quantity[0] === "s") return factsOf(quantity[2]);
  return quantity[0] === "+" ? quantity[1].flatMap(factsOf) : [];
}

/** Bounds of the k-th smallest of numbers of which some may be missing, if so many are there. */
function kthOf(parts, k) {
  const possible = parts.filter(([there, days]) => there !== FALSE && days[0] <= days[1]);
  if (possible.length < k) return NEVER;
  const least = possible.map(([, days]) => days[0]).sort(ascending)[k - 1];
  const certain = possible.filter(([there]) => there === TRUE).map(([, days]) => days[1]);
  if (certain.length >= k) return [least, certain.sort(ascending)[k - 1]];
  return [least, Math.max(...possible.map(([, days]) => days[1]))];
}

/** Equal infinities compare as equal. */
const ascending = (one, other) => (one === other ? 0 : one - other);

/** Bounds of one number less another; open where infinities meet. */
function difference(later, earlier) {
  const [least, most] = [later[0] - earlier[1], later[1] - earlier[0]];
  return [Number.isNaN(least) ? -Infinity : least, Number.isNaN(most) ? Infinity : most];
}

const NOT_GIVEN = { not: "not given" };
const MOST_PAIRS = 10000;

/** What is known of one course of events. */
class Knowledge {
  /**
   * @param {Rules} rules
   * @param {Timeline} timeline
   * @param {Map<string, object>} facts
   * @param {number|null} now The last day of which everything is known, in an `until` world.
   * @param {Set<number>} assumed Derived points that are assumed to come.
   */
  constructor(rules, timeline, facts, now, assumed = new Set()) {
    Object.assign(this, { rules, timeline, facts, now, assumed });
    this.kept = new Map();
  }

  keep(key, make) {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key);
  }

  with(changes) {
    const { rules, timeline, facts, now, assumed } = { ...this, ...changes };
    return new Knowledge(rules, timeline, facts, now, assumed);
  }

  fact(name) {
    return this.facts.get(name) || NOT_GIVEN;
  }

  /** Whether a point comes; a fixed day always does. */
  comes(point) {
    const node = this.rules.points[point];
    switch (node[0]) {
      case "e":
        return this.timeline.occurs(node[1]);
      case "d":
        return TRUE;
      case "s":
        return this.comes(node[1]);
      case "n":
        return this.keep(`comes ${point}`, () => this.comes(node[2]));
      case "k":
        return this.assumed.has(point) ? TRUE : this.keep(`comes ${point}`, () => this.kthComes(node));
      default:
        return this.assumed.has(point) ? TRUE : this.keep(`comes ${point}`, () => this.guardedComes(node));
    }
  }

  kthComes([, points, k]) {
    if (k === 1 && points.length === 2 && this.isEither(points)) {
      // One of the two comes, whichever way the guard turns out.
      const certain = conjunction(points.map((each) => this.comes(this.rules.points[each][1])));
      if (certain === TRUE) return certain;
    }
    return counted(points.map((each) => this.comes(each)), k);
  }

  /** Whether two points have guards of which the second denies the first. */
  isEither(points) {
    const [one, other] = points.map((each) => this.rules.points[each]);
    if (one[0] !== "g" || other[0] !== "g") return false;
    const denied = this.rules.formulas[other[2]];
    return denied[0] === "!" && denied[1] === one[2];
  }

  guardedComes([, inner, guard]) {
    const comes = this.comes(inner);
    return comes === FALSE ? comes : conjunction([comes, judge(guard, this).truth]);
  }

  /** Whether two points come, false also if they cannot come together. */
  bothCome(first, second) {
    const truth = conjunction([this.comes(first), this.comes(second)]);
    const needed = truth === UNKNOWN ? [...this.needed(first), ...this.needed(second)] : [];
    return truth === UNKNOWN && !this.timeline.possible(needed) ? FALSE : truth;
  }

  /** Events without which the point does not come. */
  needed(point) {
    const node = this.rules.points[point];
    if (node[0] === "e") return [node[1]];
    if (node[0] === "d") return [];
    if (node[0] === "k") {
      const possible = node[1].filter((each) => this.comes(each) !== FALSE);
      return possible.length === node[2] ? possible.flatMap((each) => this.needed(each)) : [];
    }
    return this.needed(node[0] === "n" ? node[2] : node[1]);
  }

  /** Earliest and latest day of a point as ordinals, if it comes. */
  days(point) {
    const node = this.rules.points[point];
    switch (node[0]) {
      case "e":
        return this.timeline.bounds(node[1]);
      case "d":
        return [node[1], node[1]];
      case "s":
        return this.days(node[1]).map((day) => addOrdinal(day, node[2]));
      case "n":
        return this.keep(`days ${point}`, () => this.days(node[2]));
      case "g":
        return this.days(node[1]);
      default:
        return kthOf(node[1].map((each) => [this.comes(each), this.days(each)]), node[2]);
    }
  }

  /** Least and greatest number of days from the anchor to the point, if both come. */
  distance(point, anchor) {
    if (point === anchor) return [0, 0];
    const { rules } = this;
    if (!rules.isDerived(point) && !rules.isDerived(anchor)) return this.simpleDistance(point, anchor);
    return this.keep(`distance ${point} ${anchor}`, () =>
      this.derivedDistance(rules.spread(point), rules.spread(anchor)),
    );
  }

  /** The distance of points without names and guards, of which one may be the k-th of several. */
  derivedDistance(one, other) {
    if (one === other) return [0, 0];
    const { rules } = this;
    if (rules.size(one) * rules.size(other) > MOST_PAIRS) return difference(this.days(one), this.days(other));
    if (rules.points[one][0] === "k") return this.distanceOfKth(one, other);
    if (rules.points[other][0] === "k") {
      const [least, most] = this.distanceOfKth(other, one);
      return [-most, -least];
    }
    return this.distance(one, other);
  }

  distanceOfKth(point, anchor) {
    const { rules } = this;
    const given = new Set(this.needed(anchor));
    const [, points, k] = rules.points[point];
    const parts = points.map((each) => {
      const certain = !rules.isDerived(each) && rules.eventsOf(each).every((event) => given.has(event));
      return [certain ? TRUE : this.comes(each), this.distance(each, anchor)];
    });
    return kthOf(parts, k);
  }

  simpleDistance(point, anchor) {
    const [first, second] = [this.rules.eventOf(anchor), this.rules.eventOf(point)];
    const absolute = difference(this.days(point), this.days(anchor));
    if (first === null || second === null) return absolute;
    const between = first === second ? [0, 0] : this.timeline.gap(first, second);
    const moved = difference(this.shiftOf(point), this.shiftOf(anchor));
    const relative = [between[0] + moved[0], between[1] + moved[1]];
    // A day beyond the calendar is infinite, but never farther than its event lets it be.
    return [
      Math.max(relative[0], Math.min(absolute[0], relative[1])),
      Math.min(relative[1], Math.max(absolute[1], relative[0])),
    ];
  }

  /** Least and greatest number of days from the event or day on which a point hangs to the point. */
  shiftOf(point) {
    const node = this.rules.points[point];
    if (node[0] === "n") return this.shiftOf(node[2]);
    if (node[0] !== "s") return [0, 0];
    const [least, most] = this.shiftOf(node[1]);
    const [shortest, longest] = lengthBounds(node[2], ...this.days(node[1]));
    return [least + shortest, most + longest];
  }

  /** The same knowledge where these points come, or `null` if they cannot all come. */
  assuming(points) {
    const wanted = points.filter((point) => this.comes(point) !== TRUE);
    if (!wanted.length) return this;
    return this.keep(`assuming ${wanted.join(" ")}`, () => {
      const timeline = this.timeline.assuming([...new Set(wanted.flatMap((point) => this.needed(point)))]);
      if (timeline === null || wanted.some((point) => this.comes(point) === FALSE)) return null;
      const derived = wanted.flatMap((point) => this.rules.derivedIn(point));
      return this.with({ timeline, assumed: new Set([...this.assumed, ...derived]) });
    });
  }

  /** The knowledge in which the act is the next thing to happen. */
  actingNext(act) {
    if (this.now === null) return this.actingLast(act);
    const day = this.now + 1;
    return this.keep(`next ${act}`, () => this.with({ timeline: this.leavingFree(day).endingWith(act, day) }));
  }

  /** The timeline in which what has not come before a day does not come on that day either, but may later. */
  leavingFree(day) {
    const { timeline } = this;
    const entries = timeline.events().map((event) => notOn(timeline.entry(event), timeline.bounds(event), day));
    const { otherwise } = timeline;
    const later = otherwise.earliest === day ? { ...otherwise, earliest: day + 1 } : otherwise;
    return new Timeline(entries, timeline.relations, later);
  }

  /** The knowledge in which the act happens after everything else that ever does. */
  actingLast(act) {
    return this.keep(`last ${act}`, () => {
      if (!this.hasFuture) return this.with({ timeline: this.timeline.endingWith(act) });
      const earliest = this.now === null ? -Infinity : this.now + 1;
      const others = this.timeline.events().filter((event) => event !== act);
      const after = others.map((event) => newRelation(event, act, ONE_DAY, null));
      return this.with({ timeline: this.timeline.withEntry(newEntry(act, TRUE, earliest), after) });
    });
  }

  /** Whether things that the scenario does not list may happen. */
  get hasFuture() {
    return this.timeline.otherwise.occurs !== FALSE;
  }

  /** Whether the point has not come by the end of `now`, and is not excluded later. */
  mayStillCome(point) {
    return this.now !== null && this.comes(point) !== FALSE && this.days(point)[0] > this.now;
  }
}

/** What is known of an event that does not happen on a day, unless it may have happened before it. */
function notOn(entry, [earliest, latest], day) {
  if (earliest > latest || (earliest === day && latest === day)) return { ...entry, occurs: FALSE };
  if (earliest === day) return { ...entry, earliest: day + 1, latest };
  return { ...entry, earliest, latest: latest === day ? day - 1 : latest };
}
