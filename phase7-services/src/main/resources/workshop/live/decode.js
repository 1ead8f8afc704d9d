// Reads a frame, layer by layer: only to show it. What is wrong in it, the stack has found out.

import {grouped} from './numbers.js';

const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'];
const PROTOCOLS = {1: 'ICMP', 6: 'TCP', 17: 'UDP'};
const TCP_OPTIONS = {2: 'MSS', 3: 'window scale', 4: 'SACK permitted', 5: 'SACK', 8: 'timestamps'};
const ICMP_TYPES = {0: 'echo reply', 3: 'destination unreachable', 8: 'echo request', 11: 'time exceeded'};

/**
 * Layers of a frame: `{title, from, to, fields: [[name, value], …]}`; and for TCP, `tcp` with its
 * numbers. `summary` is one line about it all.
 */
export function decode(hex, size) {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  const frame = {bytes, size, layers: [], summary: 'a frame that is too short', tcp: null};
  if (bytes.length >= 14) {
    ethernet(frame, new DataView(bytes.buffer));
  }
  return frame;
}

const mac = (view, at) => list(view, at, 6).map((b) => b.toString(16).padStart(2, '0')).join(':');
const ip = (view, at) => list(view, at, 4).join('.');
const list = (view, at, count) => Array.from({length: count}, (_, i) => view.getUint8(at + i));
const hex4 = (number) => '0x' + number.toString(16).padStart(4, '0');
const has = (frame, at) => frame.bytes.length >= at;

function ethernet(frame, view) {
  const type = view.getUint16(12);
  const name = {0x0800: 'IPv4', 0x0806: 'ARP', 0x86dd: 'IPv6'}[type] ?? '';
  frame.layers.push({
    title: 'Ethernet',
    from: 0,
    to: 14,
    fields: [
      ['destination', mac(view, 0)],
      ['source', mac(view, 6)],
      ['type', `${hex4(type)} ${name}`],
    ],
  });
  frame.summary = name || `EtherType ${hex4(type)}`;
  if (type === 0x0800 && has(frame, 34)) {
    ipv4(frame, view);
  } else if (type === 0x0806 && has(frame, 42)) {
    arp(frame, view);
  }
}

function arp(frame, view) {
  const request = view.getUint16(20) === 1;
  frame.layers.push({
    title: 'ARP',
    from: 14,
    to: 42,
    fields: [
      ['operation', request ? '1 request' : '2 reply'],
      ['sender', `${mac(view, 22)}, ${ip(view, 28)}`],
      ['target', `${mac(view, 32)}, ${ip(view, 38)}`],
    ],
  });
  frame.summary = request ? `ARP who has ${ip(view, 38)}?` : `ARP ${ip(view, 28)} is at ${mac(view, 22)}`;
}

function ipv4(frame, view) {
  const length = 4 * (view.getUint8(14) & 15);
  const total = view.getUint16(16);
  const fragment = view.getUint16(20);
  const protocol = view.getUint8(23);
  const start = 14 + length;
  frame.layers.push({
    title: 'IPv4',
    from: 14,
    to: start,
    fields: [
      ['version, IHL', `${view.getUint8(14) >> 4}, ${length} bytes`],
      ['total length', grouped(total)],
      ['identification', hex4(view.getUint16(18))],
      ['flags, offset', `${fragment & 0x4000 ? 'DF ' : ''}${fragment & 0x2000 ? 'MF ' : ''}${8 * (fragment & 0x1fff)}`],
      ['time to live', view.getUint8(22)],
      ['protocol', `${protocol} ${PROTOCOLS[protocol] ?? ''}`],
      ['checksum', hex4(view.getUint16(24))],
      ['source', ip(view, 26)],
      ['destination', ip(view, 30)],
    ],
  });
  frame.summary = `${PROTOCOLS[protocol] ?? 'IPv4, protocol ' + protocol}`;
  if (fragment & 0x3fff) {
    frame.summary += `, a fragment from byte ${8 * (fragment & 0x1fff)} on`;
  } else if (protocol === 6 && has(frame, start + 20)) {
    tcp(frame, view, start, total - length);
  } else if (protocol === 17 && has(frame, start + 8)) {
    udp(frame, view, start);
  } else if (protocol === 1 && has(frame, start + 4)) {
    icmp(frame, view, start);
  }
}

function tcp(frame, view, at, segmentLength) {
  const header = 4 * (view.getUint8(at + 12) >> 4);
  const bits = view.getUint8(at + 13);
  const flags = FLAGS.filter((_, i) => bits >> i & 1);
  const text = Math.max(0, segmentLength - header);
  const found = options(view, at + 20, Math.min(at + header, frame.bytes.length));
  frame.tcp = {
    sourcePort: view.getUint16(at),
    destinationPort: view.getUint16(at + 2),
    seq: view.getUint32(at + 4),
    ack: view.getUint32(at + 8),
    window: view.getUint16(at + 14),
    flags,
    text,
    sack: found.some(([name]) => name === 'SACK'),
  };
  frame.layers.push({
    title: 'TCP',
    from: at,
    to: at + header,
    fields: [
      ['ports', `${frame.tcp.sourcePort} to ${frame.tcp.destinationPort}`],
      ['sequence number', frame.tcp.seq],
      ['acknowledgment', bits & 16 ? frame.tcp.ack : 'not valid'],
      ['data offset', `${header} bytes`],
      ['flags', flags.join(', ') || 'none'],
      ['window', grouped(frame.tcp.window)],
      ['checksum', hex4(view.getUint16(at + 16))],
      ['urgent pointer', view.getUint16(at + 18)],
      ...found,
      ['text', `${grouped(text)} bytes`],
    ],
  });
}

function options(view, from, end) {
  const found = [];
  for (let at = from; at < end && view.getUint8(at) !== 0; ) {
    const kind = view.getUint8(at);
    const length = kind === 1 || at + 1 >= end ? 1 : Math.max(2, view.getUint8(at + 1));
    if (kind !== 1 && at + length <= end) {
      found.push([TCP_OPTIONS[kind] ?? `option ${kind}`, optionValue(view, kind, at, length)]);
    }
    at += length;
  }
  return found;
}

function optionValue(view, kind, at, length) {
  if (kind === 2 && length === 4) {
    return view.getUint16(at + 2);
  }
  if (kind === 3 && length === 3) {
    return `shift by ${view.getUint8(at + 2)}`;
  }
  if (kind === 5) {
    const blocks = [];
    for (let i = at + 2; i + 8 <= at + length; i += 8) {
      blocks.push(`${view.getUint32(i)}–${view.getUint32(i + 4)}`);
    }
    return blocks.join(', ');
  }
  return kind === 4 ? 'yes' : `${length - 2} bytes`;
}

function udp(frame, view, at) {
  frame.layers.push({
    title: 'UDP',
    from: at,
    to: at + 8,
    fields: [
      ['ports', `${view.getUint16(at)} to ${view.getUint16(at + 2)}`],
      ['length', grouped(view.getUint16(at + 4))],
      ['checksum', hex4(view.getUint16(at + 6))],
    ],
  });
  frame.summary = `UDP to port ${view.getUint16(at + 2)}, ${grouped(view.getUint16(at + 4) - 8)} bytes`;
}

function icmp(frame, view, at) {
  const type = view.getUint8(at);
  const name = ICMP_TYPES[type] ?? `type ${type}`;
  frame.layers.push({
    title: 'ICMP',
    from: at,
    to: Math.min(at + 8, frame.bytes.length),
    fields: [
      ['type', `${type} ${name}`],
      ['code', view.getUint8(at + 1)],
      ['checksum', hex4(view.getUint16(at + 2))],
    ],
  });
  frame.summary = `ICMP ${name}`;
}
