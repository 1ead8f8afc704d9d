// Three plots over one axis of time: the sequence numbers that we send, the windows, the time-out.

import {html, setText, svg} from './svg.js';
import {bytes, distance, duration, grouped, niceStep} from './numbers.js';
import {threshold} from './strip.js';

const WIDTH = 640;
const LEFT = 62;
const RIGHT = 12;
const MOST_POINTS = 1200;
const NO_THRESHOLD = 0x7fffffff;

/** What has been seen of one connection over time; where it gets much, each second point goes. */
export class History {
  constructor() {
    this.samples = [];
    this.sent = [];
  }

  addSample(sample) {
    this.samples.push(sample);
    this.samples = bounded(this.samples, (_, i) => i % 2 === 0);
  }

  /** A segment of ours with text. What was sent again stays, as long as there is room. */
  addSent(time, seq, length, again, lost) {
    this.sent.push({time, seq, length, again, lost});
    this.sent = bounded(this.sent, (point, i) => point.again || point.lost || i % 2 === 0);
  }
}

function bounded(points, keep) {
  const kept = points.length > MOST_POINTS ? points.filter(keep) : points;
  return kept.length > MOST_POINTS ? kept.slice(-MOST_POINTS) : kept;
}

export class Plots {
  constructor(box) {
    this.sequence = new Plot(box, 'Sequence numbers', 128,
      [['sent', 'sent'], ['again', 'sent again'], ['lost', 'lost on the wire'], ['una', 'SND.UNA']]);
    this.windows = new Plot(box, 'Windows', 128, [['cwnd', 'cwnd'], ['ssthresh', 'ssthresh'], ['flight', 'in flight']]);
    this.timeout = new Plot(box, 'RTO', 92, [['rto', 'RTO'], ['expired', 'expired']], true);
  }

  /** `span`: how many seconds, 0 for all. `now` in microseconds. */
  show(history, first, now, span) {
    const samples = history?.samples ?? [];
    const sent = history?.sent ?? [];
    const start = Math.min(samples[0]?.time ?? now, sent[0]?.time ?? now);
    const from = span > 0 ? Math.max(start, now - span * 1e6) : start;
    const axis = {from, to: Math.max(now, from + 1e5)};
    const seen = inside(samples, from);
    const last = samples.at(-1);
    const base = first?.snd ?? 0;
    this.sequence.draw(axis, [
      {name: 'una', line: steps(seen, (s) => distance(s.una, base))},
      {name: 'sent', bars: inside(sent, from).filter((s) => !s.again && !s.lost).map((s) => segment(s, base))},
      {name: 'again', bars: inside(sent, from).filter((s) => s.again && !s.lost).map((s) => segment(s, base))},
      {name: 'lost', bars: inside(sent, from).filter((s) => s.lost).map((s) => segment(s, base))},
    ], grouped, {una: last ? grouped(distance(last.una, base)) : ''});
    this.windows.draw(axis, [
      {name: 'ssthresh', line: steps(seen.filter((s) => s.ssthresh < NO_THRESHOLD), (s) => s.ssthresh)},
      {name: 'cwnd', line: steps(seen, (s) => s.cwnd)},
      {name: 'flight', line: steps(seen, (s) => s.flight)},
    ], bytes, last && {cwnd: bytes(last.cwnd), ssthresh: threshold(last.ssthresh), flight: bytes(last.flight)});
    this.timeout.draw(axis, [
      {name: 'rto', line: steps(seen, (s) => s.rto)},
      {name: 'expired', bars: expirations(seen)},
    ], duration, last && {rto: duration(last.rto), expired: `${last.timeouts} times`});
  }
}

function inside(points, from) {
  let first = points.findIndex((point) => point.time >= from);
  first = first < 0 ? points.length - 1 : first;
  return points.slice(Math.max(0, first - 1));
}

const segment = (s, base) => ({time: s.time, low: distance(s.seq, base), high: distance(s.seq, base) + s.length});

/** Where the timer has gone off: a mark from the bottom to what it was. */
function expirations(samples) {
  return samples.filter((s, i) => i > 0 && s.timeouts > samples[i - 1].timeouts)
    .map((s) => ({time: s.time, low: 0, high: s.rto}));
}

/** A value stays as it is until the next sample. */
function steps(samples, value) {
  return samples.map((sample) => [sample.time, value(sample)]);
}

class Plot {
  constructor(box, title, height, names, withTime = false) {
    this.title = title;
    this.height = height;
    this.bottom = height - (withTime ? 24 : 8);
    this.withTime = withTime;
    this.values = new Map();
    const legend = html('ul', {class: 'legend'});
    for (const [name, words] of names) {
      const value = html('span', {class: 'value'});
      this.values.set(name, [value, words]);
      legend.append(html('li', {class: name}, html('span', {class: 'key', 'aria-hidden': 'true'}), `${words} `, value));
    }
    this.drawing = svg('svg', {viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', class: 'plot'});
    box.append(html('figure', {}, html('figcaption', {}, title), this.drawing, legend));
  }

  draw(axis, series, words, values) {
    const all = series.flatMap(({line = [], bars = []}) => [...line.map(([, y]) => y), ...bars.map((bar) => bar.high)]);
    const most = Math.max(1, ...all) * 1.08;
    const x = (time) => LEFT + Math.max(0, (time - axis.from) / (axis.to - axis.from)) * (WIDTH - LEFT - RIGHT);
    const y = (value) => this.bottom - Math.max(0, value) / most * (this.bottom - 10);
    const shapes = [...this.grid(most, y, words), ...(this.withTime ? this.time(axis, x) : [])];
    for (const {name, line, bars} of series) {
      if (line?.length > 0) {
        shapes.push(svg('path', {class: `line ${name}`, d: path(line, x, y, axis.to)}));
      }
      for (const {time, low, high} of bars ?? []) {
        shapes.push(svg('line', {class: `bar ${name}`, x1: x(time), x2: x(time), y1: y(low), y2: Math.min(y(high), y(low) - 2)}));
      }
    }
    this.drawing.replaceChildren(...shapes);
    this.tell(values ?? {});
  }

  tell(values) {
    const told = [];
    this.values.forEach(([element, words], name) => {
      setText(element, values[name] ?? '');
      if (values[name]) {
        told.push(`${words} ${values[name]}`);
      }
    });
    this.drawing.setAttribute('aria-label', `${this.title} over time. Now: ${told.join(', ') || 'nothing yet'}`);
  }

  grid(most, y, words) {
    const step = words === bytes ? 1024 * niceStep(most / 3584) : niceStep(most / 3.5);
    const shapes = [];
    for (let value = 0; value <= most; value += step) {
      shapes.push(svg('line', {class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value)}),
        svg('text', {class: 'axis', x: LEFT - 6, y: y(value) + 3.5, 'text-anchor': 'end'}, words(value)));
    }
    return shapes;
  }

  time(axis, x) {
    const seconds = (axis.to - axis.from) / 1e6;
    const step = niceStep(seconds / 6);
    const shapes = [];
    for (let at = 0; at <= seconds; at += step) {
      shapes.push(svg('text', {class: 'axis', x: x(axis.from + at * 1e6), y: this.height - 6, 'text-anchor': 'middle'},
        `${Number(at.toPrecision(6))} s`));
    }
    return shapes;
  }
}

function path(line, x, y, end) {
  let d = `M${x(line[0][0]).toFixed(1)} ${y(line[0][1]).toFixed(1)}`;
  for (const [time, value] of line.slice(1)) {
    d += `H${x(time).toFixed(1)}V${y(value).toFixed(1)}`;
  }
  return `${d}H${x(end).toFixed(1)}`;
}
