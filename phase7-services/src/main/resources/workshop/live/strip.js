// The sequence space of a connection, as two strips: what we send (RFC 9293, figure 3), and what we
// receive (figure 4). Numbers are counted from the first one of each side.

import {html, setText, svg} from './svg.js';
import {bytes, distance, grouped} from './numbers.js';

const WIDTH = 400;
const LEFT = 28; // what is done already
const TOP = 34;
const BAR = 22;

export class Strips {
  constructor(box) {
    this.sending = new Strip(box, 'Sending');
    this.receiving = new Strip(box, 'Receiving');
  }

  /** `first` has the first numbers of both sides. */
  show(connection, first) {
    const {snd, rcv} = connection ?? {};
    this.sending.show(snd && sending(snd, first.snd));
    this.receiving.show(rcv && receiving(rcv, first.rcv));
  }
}

/** What there is on the strip of the sending half, in bytes after SND.UNA. */
function sending(snd, first) {
  const sent = Math.max(0, distance(snd.nxt, snd.una));
  const window = snd.wnd ?? 0;
  const congestion = snd.cwnd ?? window;
  const allowed = Math.max(sent, Math.min(window, congestion));
  return {
    most: Math.max(sent, Math.min(window, 1.4 * Math.max(congestion, sent)), 1),
    parts: [
      {name: 'done', title: 'acknowledged', from: null, to: 0},
      {name: 'sent', title: 'sent, not acknowledged', from: 0, to: sent},
      {name: 'free', title: 'may be sent now', from: sent, to: allowed},
    ],
    marks: [
      {at: 0, name: 'SND.UNA', above: true},
      {at: sent, name: 'SND.NXT', above: false},
      {at: congestion, name: 'cwnd', above: true},
      {at: window, name: 'SND.WND', above: false},
    ],
    facts: [
      ['SND.UNA', grouped(distance(snd.una, first))],
      ['SND.NXT', grouped(distance(snd.nxt, first))],
      ['in flight', bytes(snd.flight ?? sent)],
      ['SND.WND', bytes(window)],
      ['cwnd', bytes(congestion)],
      ['ssthresh', threshold(snd.ssthresh)],
      ['sent again', grouped(snd.again ?? 0)],
    ],
  };
}

/** ssthresh has no value at first: "arbitrarily high" (RFC 5681 section 3.1). */
export function threshold(value) {
  return value === undefined || value >= 0x7fffffff ? 'none yet' : bytes(value);
}

/** What there is on the strip of the receiving half, in bytes after RCV.NXT. */
function receiving(rcv, first) {
  const blocks = rcv.blocks.map(([from, end]) => ({
    name: 'block', title: 'there already, after a hole', from: distance(from, rcv.nxt), to: distance(end, rcv.nxt)}));
  return {
    most: Math.max(rcv.wnd, rcv.waiting, 1),
    before: rcv.waiting,
    parts: [
      {name: 'waits', title: 'received, waits for the application', from: -rcv.waiting, to: 0},
      {name: 'free', title: 'the window: the peer may send this', from: 0, to: rcv.wnd},
      ...blocks,
    ],
    marks: [
      {at: 0, name: 'RCV.NXT', above: true},
      {at: rcv.wnd, name: 'RCV.WND', above: false},
    ],
    facts: [
      ['RCV.NXT', grouped(distance(rcv.nxt, first))],
      ['RCV.WND', bytes(rcv.wnd)],
      ['waits for the application', bytes(rcv.waiting)],
      ['blocks after holes', blocks.length === 0 ? 'none' : blocks.map((b) => bytes(b.to - b.from)).join(', ')],
    ],
  };
}

class Strip {
  constructor(box, title) {
    this.title = title;
    this.drawing = svg('svg', {viewBox: `0 0 ${WIDTH} 84`, role: 'img', class: 'strip'});
    this.facts = html('dl', {class: 'facts'});
    box.append(html('figure', {}, html('figcaption', {}, title), this.drawing, this.facts));
    this.show(undefined);
  }

  show(content) {
    this.drawing.replaceChildren(...(content ? this.draw(content) : [bar('empty', LEFT, WIDTH - 8)]));
    const facts = content?.facts ?? [];
    this.drawing.setAttribute('aria-label',
      `${this.title}: ${facts.map((fact) => fact.join(' ')).join(', ') || 'nothing yet'}`);
    this.list(facts);
  }

  draw({most, before = 0, parts, marks}) {
    const scale = (WIDTH - LEFT - 30) / (most + before);
    const x = (at) => LEFT + (at + before) * scale;
    const shapes = [bar('empty', 8, WIDTH - 8)];
    for (const {name, title, from, to} of parts) {
      if (from === null || to > from) {
        const shape = bar(name, from === null ? 8 : x(from), x(to));
        shape.append(svg('title', {}, title));
        shapes.push(shape);
      }
    }
    for (const {at: exact, name: plain, above} of marks) {
      const at = Math.min(exact, most); // a mark that lies far beyond the rest stands at the end
      const name = exact > most ? `${plain} →` : plain;
      const end = x(at) > WIDTH - 70;
      shapes.push(
        svg('line', {class: 'mark', x1: x(at), x2: x(at), y1: above ? TOP - 8 : TOP, y2: TOP + BAR + (above ? 0 : 8)}),
        svg('text', {class: 'mark', x: x(at), y: above ? TOP - 13 : TOP + BAR + 20,
          'text-anchor': end ? 'end' : x(at) < 60 ? 'start' : 'middle'}, name));
    }
    return shapes;
  }

  list(facts) {
    if (this.facts.children.length !== facts.length) {
      this.facts.replaceChildren(...facts.map(() => html('div', {}, html('dt'), html('dd'))));
    }
    facts.forEach(([name, value], i) => {
      setText(this.facts.children[i].firstChild, name);
      setText(this.facts.children[i].lastChild, value);
    });
  }
}

function bar(name, from, to) {
  return svg('rect', {class: `bar ${name}`, x: from, y: TOP, width: Math.max(1, to - from), height: BAR, rx: 3});
}
