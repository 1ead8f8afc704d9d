// The list of connections. One of them is shown at large: the one that was chosen, or else the newest.

import {html, setText} from './svg.js';
import {bytes} from './numbers.js';

export class Connections {
  constructor(list, onChoose) {
    this.list = list;
    this.onChoose = onChoose;
    this.items = new Map();
    this.known = new Map();
    this.chosen = null;
    this.byHand = false;
  }

  /** The one that is shown at large; undefined if there is none. */
  current() {
    return this.known.get(this.chosen);
  }

  /** All that there are, by name, and those that have changed. */
  update(names, changed) {
    for (const name of [...this.known.keys()].filter((each) => !names.includes(each))) {
      this.known.delete(name);
      this.items.get(name)?.remove();
      this.items.delete(name);
    }
    for (const connection of changed) {
      this.known.set(connection.name, connection);
      this.show(connection);
    }
    this.follow(names);
  }

  /** A new connection is shown as soon as the one before it is over, or nobody has chosen one. */
  follow(names) {
    const current = this.current();
    const isOver = !current || current.state === 'CLOSED';
    const open = names.filter((name) => this.known.has(name) && this.known.get(name).state !== 'CLOSED');
    if (!current || (open.length > 0 && isOver && !this.byHand)) {
      this.choose(open.at(-1) ?? names.at(-1) ?? null, false);
    }
  }

  choose(name, byHand) {
    this.byHand = byHand;
    if (this.chosen !== name) {
      this.chosen = name;
      this.items.forEach((item, each) => item.firstChild.setAttribute('aria-pressed', String(each === name)));
      this.onChoose(this.current());
    }
  }

  show(connection) {
    let item = this.items.get(connection.name);
    if (!item) {
      item = html('li', {}, html('button', {type: 'button', 'aria-pressed': 'false'},
        html('span', {class: 'peer'}), html('span', {class: 'badge'}), html('span', {class: 'quiet figures'})));
      item.firstChild.addEventListener('click', () => this.choose(connection.name, true));
      this.items.set(connection.name, item);
      this.list.prepend(item);
    }
    const [peer, badge, figures] = item.firstChild.children;
    setText(peer, `${connection.peer} → ${connection.port}`);
    setText(badge, connection.state);
    badge.dataset.state = connection.state;
    const {snd, rcv} = connection;
    setText(figures, connection.end || (snd?.acknowledged === undefined ? 'nothing sent yet'
      : `${bytes(snd.acknowledged)} acknowledged, ${snd.again} sent again`) + (rcv?.waiting > 0 ? `, ${bytes(rcv.waiting)} wait` : ''));
  }
}
