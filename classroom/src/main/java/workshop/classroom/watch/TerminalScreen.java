package workshop.classroom.watch;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/** A terminal: each page replaces the one before, and the program reads single keys. */
final class TerminalScreen implements Screen {
  private static final String KEYS =
      "n next   h hint   a all tests   o open   r reset   l list   q quit";
  private static final int MILLIS_BETWEEN_LOOKS = 40;

  private final Terminal terminal;
  private final Attributes before;
  private final boolean colours;
  private final List<String> page = new ArrayList<>();
  private final Thread keys;
  private String status = "";
  private volatile boolean closed;

  /**
   * The terminal that this program was started in.
   *
   * @param pressed is told each key, in a thread of its own
   */
  TerminalScreen(boolean colours, IntConsumer pressed) throws IOException {
    this.colours = colours;
    // By the programs stty and tty: no native library, and no warning about one. It must not ask
    // the
    // terminal anything: a thread that waits for the answer would take the first key.
    terminal =
        TerminalBuilder.builder().system(true).provider("exec").graphemeCluster(false).build();
    before = terminal.enterRawMode();
    terminal.handle(Terminal.Signal.CONT, signal -> comeBack());
    terminal.handle(Terminal.Signal.WINCH, signal -> draw());
    keys = new Thread(() -> read(pressed), "keys");
    keys.setDaemon(true);
    keys.start();
  }

  /** Looks whether there is a key before it reads one: an editor may be waiting for the next. */
  private void read(IntConsumer pressed) {
    try {
      while (!closed) {
        if (System.in.available() > 0) {
          pressed.accept(System.in.read());
        } else {
          Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
      }
    } catch (IOException e) {
      pressed.accept('q'); // the terminal is gone
    } catch (InterruptedException e) {
      // The end.
    }
  }

  private void comeBack() {
    terminal.enterRawMode();
    draw();
  }

  @Override
  public synchronized void begin(String headline) {
    page.clear();
    status = "";
    add(Tone.PLAIN, headline + "\n" + "=".repeat(headline.length()) + "\n");
  }

  @Override
  public synchronized void add(Tone tone, String text) {
    for (String line : text.stripTrailing().split("\n", -1)) {
      page.add(coloured(tone, line));
    }
    status = "";
    draw();
  }

  private String coloured(Tone tone, String line) {
    if (!colours || tone == Tone.PLAIN || line.isBlank()) {
      return line;
    }
    return (tone == Tone.GOOD ? "\u001b[32m" : "\u001b[31m") + line + "\u001b[0m";
  }

  @Override
  public synchronized void status(String text) {
    status = text;
    draw();
  }

  private synchronized void draw() {
    if (closed) {
      return;
    }
    terminal.puts(Capability.clear_screen);
    PrintWriter out = terminal.writer();
    page.forEach(line -> out.print(line + "\r\n"));
    out.print("\r\n" + (status.isEmpty() ? "" : status + "\r\n") + KEYS + "\r\n");
    out.flush();
  }

  @Override
  public boolean hasKeys() {
    return true;
  }

  @Override
  public synchronized void lend(Runnable program) {
    terminal.setAttributes(before);
    terminal.puts(Capability.clear_screen);
    terminal.flush();
    program.run();
    comeBack();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    keys.interrupt();
    terminal.setAttributes(before);
    try {
      terminal.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  /** For the thread of the keys: waits until somebody has dealt with one. */
  static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
