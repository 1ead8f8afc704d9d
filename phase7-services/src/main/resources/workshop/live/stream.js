// The events of the stack. A browser comes back by itself where a connection has ended; where the
// stack is gone without a word, nobody tells it. So a stack that is silent for too long is gone.

const SILENCE = 3500; // milliseconds; the stack says something once a second
const RETRY = 1000;

/** Calls `onMessage` with each message, and `onState` with true or false: is the stack there? */
export function listen(address, onMessage, onState) {
  let source;
  let silence;

  function hear() {
    clearTimeout(silence);
    silence = setTimeout(startAnew, SILENCE);
  }

  function startAnew() {
    onState(false);
    source.close();
    clearTimeout(silence);
    setTimeout(open, RETRY);
  }

  function open() {
    source = new EventSource(address);
    source.onmessage = (event) => {
      hear();
      onState(true);
      onMessage(JSON.parse(event.data));
    };
    source.onerror = startAnew;
    hear();
  }

  open();
}

/** Gives an order: a word, a connection or a dash, a value. Returns what went wrong, or ''. */
export async function order(word, connection = '-', value = '-') {
  try {
    const response = await fetch('/live/orders', {
      method: 'POST',
      headers: {'Content-Type': 'text/plain'},
      body: `${word} ${connection} ${value}`,
    });
    return response.ok ? '' : (await response.text()).trim();
  } catch {
    return 'The stack does not answer.';
  }
}
