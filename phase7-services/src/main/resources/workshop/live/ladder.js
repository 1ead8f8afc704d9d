// The last frames as a ladder: the peer on the left, this stack on the right. A click opens a frame,
// layer by layer.

import {html, setText} from './svg.js';
import {grouped} from './numbers.js';

const MOST_ROWS = 150;

export class Ladder {
  constructor(list, leftOut) {
    this.list = list;
    this.leftOut = leftOut;
    this.rows = new Map();
    this.opened = null;
    this.left = 0;
    this.frozen = false;
  }

  /** Shows these frames and no others. */
  start(frames) {
    this.rows.clear();
    this.opened = null;
    this.list.replaceChildren();
    this.add([...frames].slice(-MOST_ROWS));
  }

  /** More frames; of one that is there already, the latest is shown. */
  add(frames) {
    if (this.frozen) {
      return;
    }
    const atEnd = this.list.scrollTop + this.list.clientHeight >= this.list.scrollHeight - 24;
    for (const frame of frames) {
      const row = this.rows.get(frame.number);
      if (row) {
        describe(row, frame);
      } else {
        this.insert(frame, null);
      }
    }
    if (atEnd && this.opened === null) {
      this.list.scrollTop = this.list.scrollHeight;
    }
  }

  /** Puts a frame before this row; null: at the end. */
  insert(frame, before) {
    const row = html('li', {class: 'row'},
      html('button', {type: 'button', 'aria-expanded': 'false'},
        html('span', {class: 'time'}), html('span', {class: 'words'}), html('span', {class: 'arrow', 'aria-hidden': 'true'}),
        html('span', {class: 'fate'})));
    row.firstChild.addEventListener('click', () => this.toggle(frame.number));
    this.rows.set(frame.number, row);
    this.list.insertBefore(row, before);
    describe(row, frame);
    if (before === null && this.list.children.length > MOST_ROWS) {
      const oldest = this.list.firstChild;
      this.rows.delete(oldest.frame.number);
      this.opened = this.opened === oldest.frame.number ? null : this.opened;
      oldest.remove();
    }
  }

  /** So many frames were too many for this page. */
  skipped(count) {
    this.left += count;
    setText(this.leftOut, this.left > 0 ? `${grouped(this.left)} more frames passed too fast to be shown.` : '');
  }

  toggle(number) {
    const before = this.opened;
    if (before !== null) {
      this.close(before);
    }
    if (before !== number) {
      this.open(number);
    }
  }

  /** Opens this frame, or closes it; one that is not there any more comes back, at the top. */
  show(frame) {
    if (!this.rows.has(frame.number)) {
      this.insert(frame, this.list.firstChild);
    }
    this.toggle(frame.number);
  }

  /** Opens this frame, and brings it into view. */
  open(number) {
    const row = this.rows.get(number);
    if (row) {
      this.opened = number;
      row.firstChild.setAttribute('aria-expanded', 'true');
      row.append(details(row.frame));
      row.scrollIntoView({block: 'nearest'});
    }
  }

  close(number) {
    const row = this.rows.get(number);
    this.opened = null;
    row?.firstChild.setAttribute('aria-expanded', 'false');
    row?.querySelector('.layers')?.remove();
  }

  /** Lights the segment that moved the connection. */
  light(number) {
    this.rows.forEach((row, each) => row.classList.toggle('mover', each === number));
  }
}

function describe(row, frame) {
  row.frame = frame;
  row.className = `row ${frame.in ? 'in' : 'out'} ${frame.fate}${frame.again ? ' again' : ''}`;
  row.dataset.number = frame.number;
  const [time, words, , fate] = row.firstChild.children;
  setText(time, frame.clock);
  setText(words, frame.words);
  setText(fate, [frame.again ? 'sent again' : '', fateOf(frame)].filter((note) => note !== '').join(', '));
  row.firstChild.setAttribute('aria-label',
    `${frame.in ? 'from the other side' : 'from this stack'}, ${frame.clock}: ${frame.words} ${fate.textContent}`);
}

/** What became of it: empty if it has passed like any other. */
function fateOf({fate, reason}) {
  if (fate === 'passed') {
    return reason;
  }
  return fate === 'dropped' ? `dropped: ${reason}` : `${fate} ${reason}`.trim();
}

/** The layers of a frame, and its bytes. */
function details(frame) {
  const {decoded} = frame;
  const box = html('div', {class: 'layers'});
  if (frame.reason) {
    box.append(html('p', {class: 'reason'}, fateOf(frame)));
  }
  decoded.layers.forEach((layer, i) => {
    const table = html('dl', {class: 'facts'});
    for (const [name, value] of layer.fields) {
      table.append(html('div', {}, html('dt', {}, name), html('dd', {}, String(value))));
    }
    box.append(html('h4', {class: `layer-${i}`}, `${layer.title} `,
      html('span', {class: 'quiet'}, `bytes ${layer.from} to ${layer.to - 1}`)), table);
  });
  box.append(html('h4', {}, 'Bytes ', html('span', {class: 'quiet'},
    decoded.size > decoded.bytes.length ? `the first ${decoded.bytes.length} of ${grouped(decoded.size)}` : `all ${decoded.size}`)),
  hexDump(decoded));
  return box;
}

/** Sixteen bytes a line, each in the colour of its layer. */
function hexDump({bytes, layers}) {
  const dump = html('pre', {class: 'hex', tabindex: '0', 'aria-label': 'The bytes of the frame'});
  for (let line = 0; line < bytes.length; line += 16) {
    dump.append(`${line.toString(16).padStart(4, '0')}  `);
    for (let at = line; at < Math.min(line + 16, bytes.length); ) {
      const layer = layers.findIndex(({from, to}) => at >= from && at < to);
      const end = Math.min(layer < 0 ? bytes.length : layers[layer].to, line + 16, bytes.length);
      const part = [...bytes.slice(at, end)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
      dump.append(html('span', {class: layer < 0 ? 'text' : `layer-${layer}`}, part), ' ');
      at = end;
    }
    dump.append('\n');
  }
  return dump;
}
