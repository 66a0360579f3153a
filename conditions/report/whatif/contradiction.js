// Why events cannot all happen: the entries and relations that contradict each other, no more than needed.

const MOST_TESTED = 1000;
const otherEnd = (relation, event) => (event === relation.second ? relation.first : relation.second);

/** The entries and relations that contradict each other in an inconsistent network, in order around their circle. */
function contradictionIn(network, entry) {
  const { relations } = network.known;
  const { events, indexes } = suspects(network);
  let steps;
  if ([...indexes].every((index) => relationIsExact(relations[index]))) {
    steps = stepsOf(negativeLoop(closedWalk(network)), relations, entry);
  } else {
    let found = bounding(network, events, indexes, entry);
    if (!areContradictory(found)) {
      // A day that narrowed a distance in months was itself moved later, and forgot from where.
      const members = [...network.days[0].keys()];
      const all = new Set(members.flatMap((event) => network.known.linksOf(event).map((link) => link.index)));
      found = bounding(network, new Set(members), all, entry);
    }
    steps = withoutSuperfluous(found);
  }
  const alone = steps.find((step) => areContradictory([step]));
  return alone === undefined ? steps : [alone];
}

function bounding(network, events, indexes, entry) {
  const entries = [...network.days[0].keys()].filter((event) => events.has(event)).map(entry);
  const relations = [...indexes].sort((one, other) => one - other).map((index) => network.known.relations[index]);
  return [
    ...entries.filter((known) => known.earliest > -Infinity || known.latest < Infinity),
    ...relations.filter((tie) => network.days[0].has(tie.first) && network.days[0].has(tie.second)),
  ];
}

/** Events whose ranges, and relations, that together led to the flaw. */
function suspects(network) {
  const [seen, events, indexes] = [new Set(), new Set(), new Set()];
  const fresh = [[0, network.flaw], [1, network.flaw]];
  while (fresh.length) {
    const [side, event] = fresh.pop();
    const key = `${side} ${event}`;
    if (!seen.has(key) && network.reasons[side].has(event)) {
      const [index] = network.reasons[side].get(event);
      const relation = network.known.relations[index];
      indexes.add(index);
      fresh.push([side, otherEnd(relation, event)]);
      if (!relationIsExact(relation)) fresh.push([0, relation.first], [1, relation.first]);
    }
    seen.add(key);
    events.add(event);
  }
  return { events, indexes };
}

/** The hops by which the two sides of the flaw were reached, or the cycle that one of them follows. */
function closedWalk(network) {
  const walks = [];
  for (const side of [0, 1]) {
    const [hops, seen] = [[], new Map()];
    let event = network.flaw;
    while (network.reasons[side].has(event) && !seen.has(event)) {
      seen.set(event, hops.length);
      const [index] = network.reasons[side].get(event);
      const cause = otherEnd(network.known.relations[index], event);
      const [start, end] = side === 0 ? [cause, event] : [event, cause];
      hops.push({ start, end, days: hopLength(network, index, start, end), relation: index });
      event = cause;
    }
    if (seen.has(event)) {
      const loop = hops.slice(seen.get(event));
      return side ? loop : loop.reverse();
    }
    const bound = network.known.rangeOf(event)[1 - side];
    const outside = side === 0 ? { start: null, end: event, days: bound } : { start: event, end: null, days: -bound };
    walks.push([...hops, { ...outside, relation: null }]);
  }
  return [...walks[0].reverse(), ...walks[1]];
}

function hopLength(network, index, start, end) {
  const [relation, [least, most]] = [network.known.relations[index], network.span(index)];
  const lengths = [];
  if (most !== null && relation.first === start && relation.second === end) lengths.push(most);
  if (least !== null && relation.second === start && relation.first === end) lengths.push(-least);
  return Math.min(...lengths);
}

/** The shortest of the loops, none of which meets an event twice, that make up a closed walk. */
function negativeLoop(walk) {
  const [loops, path] = [[], []];
  for (const hop of walk) {
    path.push(hop);
    const place = path.findIndex((one) => one.start === hop.end);
    if (place >= 0) loops.push(path.splice(place));
  }
  const length = (loop) => loop.reduce((sum, hop) => sum + hop.days, 0);
  return loops.reduce((one, other) => (length(other) < length(one) ? other : one));
}

function stepsOf(walk, relations, entry) {
  const steps = new Map();
  for (const hop of [...walk].reverse()) {
    const event = hop.start ?? hop.end;
    steps.set(hop.relation ?? `event ${event}`, hop.relation === null ? entry(event) : relations[hop.relation]);
  }
  return [...steps.values()];
}

/** As few of the contradictory steps as still contradict each other, in their order. */
function withoutSuperfluous(steps) {
  if (steps.length > MOST_TESTED) return steps;
  const kept = new Set(needed([], steps, false));
  return steps.filter((step) => kept.has(step));
}

function needed(given, steps, fresh) {
  if (fresh && areContradictory(given)) return [];
  if (steps.length <= 1) return steps;
  const half = Math.floor(steps.length / 2);
  const [first, second] = [steps.slice(0, half), steps.slice(half)];
  const ofSecond = needed([...given, ...first], second, true);
  const ofFirst = needed([...given, ...ofSecond], first, ofSecond.length > 0);
  return [...ofFirst, ...ofSecond];
}

function areContradictory(steps) {
  const entries = steps.filter((step) => step.event !== undefined);
  const ranges = new Map(entries.map((entry) => [entry.event, asRange(entry.earliest, entry.latest)]));
  const relations = steps.filter((step) => step.event === undefined);
  const known = new Ranges(ranges, relations, asRange(-Infinity, Infinity));
  return !known.network([...known.links.keys()]).consistent;
}
