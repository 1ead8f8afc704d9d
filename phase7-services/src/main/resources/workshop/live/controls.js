// Buttons and the slider. What is on, the stack says: a button shows that, and not what was clicked.

import {setText} from './svg.js';
import {order} from './stream.js';

const find = (id) => document.getElementById(id);

export class Controls {
  constructor() {
    this.connection = null;
    this.dragging = false;
    this.onClick('lose-data', () => this.send('lose-data'));
    this.onClick('lose-ack', () => this.send('lose-ack'));
    this.onClick('hold-new', (button) => this.send('hold-new', '-', opposite(button)));
    this.onClick('reset', () => this.send('reset'));
    this.onClick('pause', (button) => this.sendTo('pause', opposite(button)));
    this.onClick('hold', (button) => this.sendTo('hold', opposite(button)));
    this.onClick('step', () => this.sendTo('step', '-'));
    const loss = find('loss');
    loss.addEventListener('input', () => {
      this.dragging = true;
      setText(find('loss-value'), `${loss.value}%`);
    });
    loss.addEventListener('change', async () => {
      await this.send('loss', '-', loss.value);
      this.dragging = false;
    });
  }

  onClick(id, action) {
    find(id).addEventListener('click', (event) => action(event.currentTarget));
  }

  async send(word, connection, value) {
    setText(find('answer'), await order(word, connection, value));
  }

  sendTo(word, value) {
    return this.connection ? this.send(word, this.connection.name, value) : undefined;
  }

  showWire(wire) {
    if (!this.dragging) {
      find('loss').value = wire.loss;
      setText(find('loss-value'), `${wire.loss}%`);
    }
    setText(find('lose-data'), `Lose our next data segment${waiting(wire.dataToLose)}`);
    setText(find('lose-ack'), `Lose the peer’s next ACK${waiting(wire.acksToLose)}`);
    press('hold-new', wire.holdsNew);
  }

  showConnection(connection) {
    this.connection = connection;
    const over = !connection || connection.state === 'CLOSED';
    press('pause', connection?.paused ?? false);
    press('hold', connection?.holds ?? false);
    find('pause').disabled = over;
    find('hold').disabled = over;
    const held = connection?.held ?? 0;
    find('step').disabled = held === 0;
    setText(find('step'), held > 0 ? `Let one go (${held} held)` : 'Let one go');
  }
}

const waiting = (count) => (count > 0 ? ` (${count} to go)` : '');
const opposite = (button) => (button.getAttribute('aria-pressed') === 'true' ? 'off' : 'on');

function press(id, on) {
  find(id).setAttribute('aria-pressed', String(on));
}
