// The state diagram of a connection: RFC 9293, figure 5. The state it is in is lit, and the way it
// has come.

import {html, setText, svg} from './svg.js';

const WIDTH = 112;
const HEIGHT = 28;

// Where the middle of each state is. CLOSED is there twice, as in the figure.
const STATES = {
  'CLOSED': [250, 22],
  'LISTEN': [250, 92],
  'SYN-RECEIVED': [76, 162],
  'SYN-SENT': [424, 162],
  'ESTABLISHED': [250, 232],
  'FIN-WAIT-1': [76, 302],
  'CLOSE-WAIT': [424, 302],
  'FIN-WAIT-2': [76, 378],
  'CLOSING': [250, 378],
  'LAST-ACK': [424, 378],
  'TIME-WAIT': [250, 448],
  'CLOSED ': [424, 448],
};

// From, to, what happens, what is sent, where the label stands.
const WAYS = [
  ['CLOSED', 'LISTEN', 'passive OPEN', '', 243, 60, 'end'],
  ['CLOSED', 'SYN-SENT', 'active OPEN', 'send SYN', 372, 76, 'start'],
  ['LISTEN', 'SYN-RECEIVED', 'SYN comes', 'send SYN,ACK', 142, 112, 'end'],
  ['LISTEN', 'SYN-SENT', 'SEND', 'send SYN', 320, 137, 'end'],
  ['SYN-SENT', 'SYN-RECEIVED', 'SYN comes', 'send SYN,ACK', 205, 145, 'middle'],
  ['SYN-RECEIVED', 'ESTABLISHED', 'ACK of SYN comes', '', 176, 190, 'start'],
  ['SYN-SENT', 'ESTABLISHED', 'SYN,ACK comes', 'send ACK', 366, 206, 'start'],
  ['SYN-RECEIVED', 'FIN-WAIT-1', 'CLOSE', 'send FIN', 72, 232, 'end'],
  ['ESTABLISHED', 'FIN-WAIT-1', 'CLOSE', 'send FIN', 178, 276, 'start'],
  ['ESTABLISHED', 'CLOSE-WAIT', 'FIN comes', 'send ACK', 366, 262, 'start'],
  ['FIN-WAIT-1', 'FIN-WAIT-2', 'ACK of FIN', 'comes', 72, 338, 'end'],
  ['FIN-WAIT-1', 'CLOSING', 'FIN comes', 'send ACK', 198, 330, 'start'],
  ['CLOSE-WAIT', 'LAST-ACK', 'CLOSE', 'send FIN', 430, 338, 'start'],
  ['FIN-WAIT-2', 'TIME-WAIT', 'FIN comes', 'send ACK', 128, 424, 'end'],
  ['CLOSING', 'TIME-WAIT', 'ACK of FIN', 'comes', 256, 410, 'start'],
  ['LAST-ACK', 'CLOSED ', 'ACK of FIN', 'comes', 430, 410, 'start'],
  ['TIME-WAIT', 'CLOSED ', '2 MSL', '', 337, 442, 'middle'],
];

export class StateDiagram {
  constructor(box, moves, onFrame) {
    this.moves = moves;
    this.onFrame = onFrame;
    this.boxes = new Map();
    this.ways = new Map();
    this.drawing = svg('svg', {viewBox: '0 0 500 470', role: 'img', class: 'diagram'}, marker('arrow'), marker('arrow-lit'));
    WAYS.forEach((way) => this.drawing.append(this.way(way)));
    Object.entries(STATES).forEach(([name, at]) => this.drawing.append(this.state(name, at)));
    box.append(this.drawing);
  }

  state(name, [x, y]) {
    const box = svg('g', {class: 'box'},
      svg('rect', {x: x - WIDTH / 2, y: y - HEIGHT / 2, width: WIDTH, height: HEIGHT, rx: 8}),
      svg('text', {x, y: y + 4, 'text-anchor': 'middle'}, name.trim()));
    this.boxes.set(name, box);
    return box;
  }

  way([from, to, what, sent, x, y, anchor]) {
    const [[x1, y1], [x2, y2]] = ends(STATES[from], STATES[to]);
    const label = svg('text', {x, y, 'text-anchor': anchor, class: 'label'}, svg('tspan', {}, what));
    if (sent) {
      label.append(svg('tspan', {x, dy: 11}, sent));
    }
    const way = svg('g', {class: 'way'},
      svg('line', {x1, y1, x2, y2, 'marker-end': 'url(#arrow)'}), label);
    this.ways.set(`${from}>${to}`, way);
    return way;
  }

  /** Shows where a connection is; `frames` tells what moved it, by number. */
  show(connection, frames) {
    const moves = connection?.moves ?? [];
    const last = moves.at(-1);
    const lit = connection && boxOf(connection.state, last?.from);
    this.boxes.forEach((box, name) => box.classList.toggle('lit', name === lit));
    const come = new Set(moves.map((move) => wayOf(move)));
    this.ways.forEach((way, name) => {
      const isLast = last !== undefined && name === wayOf(last);
      way.classList.toggle('come', come.has(name));
      way.classList.toggle('lit', isLast);
      way.firstChild.setAttribute('marker-end', `url(#${isLast || come.has(name) ? 'arrow-lit' : 'arrow'})`);
    });
    this.drawing.setAttribute('aria-label', connection
      ? `State diagram of RFC 9293: this connection is in ${connection.state}` : 'State diagram of RFC 9293');
    this.list(moves, frames);
  }

  list(moves, frames) {
    while (this.moves.children.length > moves.length) {
      this.moves.lastChild.remove();
    }
    moves.forEach((move, i) => {
      const item = this.moves.children[i] ?? this.moves.appendChild(this.item());
      const [states, why] = item.children;
      setText(states, `${move.from} → ${move.to}`);
      const frame = frames.get(move.frame);
      why.hidden = move.frame < 0 && frame === undefined;
      setText(why, frame ? `by ${frame.in ? 'its' : 'our'} ${frame.words}` : 'by a segment not kept any more');
      why.disabled = frame === undefined;
      why.dataset.frame = move.frame;
      item.classList.toggle('latest', i === moves.length - 1);
    });
  }

  item() {
    const why = html('button', {type: 'button', class: 'link'});
    why.addEventListener('click', () => this.onFrame(Number(why.dataset.frame)));
    return html('li', {}, html('span'), why);
  }
}

/** The lower of the two CLOSED is where a connection ends. */
function boxOf(state, from) {
  return state === 'CLOSED' && from !== undefined && from !== 'SYN-SENT' && from !== 'LISTEN' ? 'CLOSED ' : state;
}

function wayOf(move) {
  return `${move.from}>${boxOf(move.to, move.from)}`;
}

function marker(id) {
  return svg('marker', {id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto'},
    svg('path', {d: 'M0 0L8 4L0 8z', class: id}));
}

/** Where the line between two boxes leaves the first and reaches the second. */
function ends(from, to) {
  return [edge(from, to), edge(to, from)];
}

function edge([x, y], [toX, toY]) {
  const dx = toX - x;
  const dy = toY - y;
  const scale = Math.min(WIDTH / 2 / Math.abs(dx || 1e-9), (HEIGHT / 2 + 2) / Math.abs(dy || 1e-9));
  return [x + dx * scale, y + dy * scale];
}
