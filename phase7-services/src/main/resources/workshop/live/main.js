// Takes what the stack tells, keeps it, and hands it to those who draw it: at most once a frame of
// the screen.

import {Connections} from './connections.js';
import {Controls} from './controls.js';
import {decode} from './decode.js';
import {Ladder} from './ladder.js';
import {distance, grouped} from './numbers.js';
import {History, Plots} from './plot.js';
import {StateDiagram} from './state-diagram.js';
import {listen} from './stream.js';
import {Strips} from './strip.js';
import {setText} from './svg.js';

const MOST_FRAMES = 1000;
const find = (id) => document.getElementById(id);

const frames = new Map(); // by number
const movers = new Map(); // by number: frames that have moved a connection are kept for longer
const histories = new Map(); // by connection
const firsts = new Map(); // by connection: the first sequence numbers of both sides
let start = null; // of the first message, in microseconds
let now = 0;
let drawing = false;

const controls = new Controls();
const ladder = new Ladder(find('ladder'), find('left-out'));
const diagram = new StateDiagram(find('diagram'), find('moves'), (number) => ladder.show(movers.get(number)));
const strips = new Strips(find('strips'));
const plots = new Plots(find('plots'));
const connections = new Connections(find('connections'), () => startLadder());

find('all-frames').addEventListener('change', startLadder);
find('freeze').addEventListener('change', (event) => {
  ladder.frozen = event.target.checked;
  startLadder();
});
find('span').addEventListener('change', draw);

listen('/live/events', take, (there) => {
  setText(find('status'), there ? 'live' : 'the stack is gone; looking for it…');
  document.body.classList.toggle('gone', !there);
});

/** One message of the stack. */
function take(message) {
  if (message.fresh) {
    forget();
  }
  start ??= message.time;
  now = message.time;
  const added = message.frames.map(keep);
  for (const connection of message.connections) {
    learnFirsts(connection);
    keepMovers(connection);
  }
  for (const sample of message.samples) {
    history(sample.connection).addSample(sample);
  }
  for (const {name, snd} of message.connections) {
    if (snd?.cwnd !== undefined) {
      history(name).addSample({...snd, time: message.time}); // where it has come to
    }
  }
  connections.update(message.names, message.connections);
  for (const name of [...histories.keys()].filter((each) => !message.names.includes(each))) {
    histories.delete(name);
    firsts.delete(name);
    movers.forEach((frame, number) => frame.connection === name && movers.delete(number));
  }
  ladder.add(added.filter(isShown));
  ladder.skipped(message.left);
  controls.showWire(message.wire);
  find('no-connections').hidden = message.names.length > 0;
  setText(find('not-shown'), message.notShown > 0 ? `${grouped(message.notShown)} more are not shown.` : '');
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(draw);
  }
}

/** The stack has forgotten what it has told before, or is another one. */
function forget() {
  frames.clear();
  movers.clear();
  histories.clear();
  firsts.clear();
  start = null;
  connections.update([], []);
  ladder.left = 0;
  startLadder();
}

function history(name) {
  if (!histories.has(name)) {
    histories.set(name, new History());
  }
  return histories.get(name);
}

/** Reads a frame, and remembers it. */
function keep(frame) {
  const isNew = !frames.has(frame.number);
  frame.decoded = decode(frame.start, frame.size);
  frame.connection = connectionOf(frame);
  if (frame.decoded.tcp) {
    learnFromSyn(frame);
  }
  frame.words = wordsOf(frame);
  frame.clock = `${((frame.time - start) / 1e6).toFixed(3)} s`;
  frames.set(frame.number, frame);
  if (frames.size > MOST_FRAMES) {
    frames.delete(frames.keys().next().value);
  }
  const {tcp} = frame.decoded;
  if (isNew && tcp && !frame.in && tcp.text > 0) {
    history(frame.connection).addSent(frame.time, tcp.seq, tcp.text, frame.again, frame.fate === 'lost');
  }
  return frame;
}

/** The name of its connection, as the stack has it; null if it is not TCP. */
function connectionOf({decoded: {tcp, layers}, in: incoming}) {
  if (!tcp) {
    return null;
  }
  const address = layers[1].fields.find(([name]) => name === (incoming ? 'source' : 'destination'))[1];
  return incoming
    ? `${address}:${tcp.sourcePort}-${tcp.destinationPort}`
    : `${address}:${tcp.destinationPort}-${tcp.sourcePort}`;
}

function learnFromSyn(frame) {
  const {tcp} = frame.decoded;
  if (tcp.flags.includes('SYN')) {
    const known = firsts.get(frame.connection) ?? {snd: tcp.ack, rcv: tcp.ack};
    known[frame.in ? 'rcv' : 'snd'] = tcp.seq;
    if (frame.in && !frame.again) {
      histories.delete(frame.connection); // the same ports, once more
    }
    firsts.set(frame.connection, known);
  }
}

/** The segments that have moved it: while it is shown, they are. */
function keepMovers({moves}) {
  for (const {frame} of moves.filter((move) => frames.has(move.frame))) {
    movers.set(frame, frames.get(frame));
  }
}

/** Of a connection whose SYN nobody has seen, counting begins where it is. */
function learnFirsts({name, snd, rcv}) {
  if (snd && rcv && !firsts.has(name)) {
    firsts.set(name, {snd: snd.una, rcv: rcv.nxt});
  }
}

/** One line about a frame; TCP's numbers are counted from the first of each side. */
function wordsOf({decoded: {tcp, summary}, in: incoming, connection}) {
  if (!tcp) {
    return summary;
  }
  const first = firsts.get(connection) ?? {snd: tcp.ack, rcv: tcp.ack};
  const [own, other] = incoming ? [first.rcv, first.snd] : [first.snd, first.rcv];
  const parts = [tcp.flags.filter((flag) => flag !== 'PSH').join(',') || 'no flags', `seq ${grouped(distance(tcp.seq, own))}`];
  if (tcp.flags.includes('ACK')) {
    parts.push(`ack ${grouped(distance(tcp.ack, other))}`);
  }
  parts.push(tcp.text > 0 ? `${grouped(tcp.text)} bytes` : `win ${grouped(tcp.window)}`);
  return parts.join(' ') + (tcp.sack ? ' SACK' : '');
}

function isShown(frame) {
  return find('all-frames').checked || (connections.chosen !== null && frame.connection === connections.chosen);
}

function startLadder() {
  if (!ladder.frozen) {
    ladder.start([...frames.values()].filter(isShown).sort((a, b) => a.number - b.number));
  }
  draw();
}

function draw() {
  drawing = false;
  const connection = connections.current();
  const first = firsts.get(connection?.name) ?? {snd: 0, rcv: 0};
  setText(find('connection-title'), connection ? `${connection.peer} → port ${connection.port}` : 'No connection yet');
  controls.showConnection(connection);
  diagram.show(connection, movers);
  strips.show(connection, first);
  const end = connection?.state === 'CLOSED' ? connection.moves.at(-1)?.time ?? now : now;
  plots.show(histories.get(connection?.name), first, end, Number(find('span').value));
  ladder.light(connection?.moves.at(-1)?.frame ?? -1);
}
