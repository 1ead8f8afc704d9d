package workshop.backstage.docs.play;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command that was typed, while it runs and after it. It is a session of its own: its signals go
 * to all that it has started.
 */
final class Program {
  private static final long GENTLY_MILLIS = 3000;

  private final Process process;
  private final Thread reader;
  private final StringBuilder text = new StringBuilder();
  private boolean isRead;

  /**
   * Starts a command.
   *
   * @param environment all of it
   */
  Program(List<String> command, Path folder, Map<String, String> environment) throws IOException {
    // A shell in the background ignores Ctrl-C, and what it starts does so too, unless told
    // otherwise.
    List<String> all =
        new ArrayList<>(List.of("setsid", "env", "--default-signal=INT,QUIT,TERM,HUP,PIPE"));
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
    reader = new Thread(this::read, "output of " + command);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    byte[] bytes = new byte[8192];
    ByteBuffer in = ByteBuffer.allocate(2 * bytes.length).limit(0);
    CharBuffer out = CharBuffer.allocate(4 * bytes.length);
    try (InputStream output = process.getInputStream()) {
      for (int count = output.read(bytes); count >= 0; count = output.read(bytes)) {
        in.compact().put(bytes, 0, count).flip();
        decoder.decode(in, out.clear(), false);
        synchronized (this) {
          text.append(out.flip());
          notifyAll();
        }
      }
    } catch (IOException e) {
      // Its end was closed: that is the end.
    }
    synchronized (this) {
      isRead = true;
      notifyAll();
    }
  }

  /** What it has printed so far; a line that has only begun counts too. */
  synchronized List<String> lines() {
    return text.isEmpty()
        ? List.of()
        : Arrays.asList(text.toString().split("\n", -1)).subList(0, count());
  }

  private int count() {
    int breaks = (int) text.chars().filter(c -> c == '\n').count();
    return text.charAt(text.length() - 1) == '\n' ? breaks : breaks + 1;
  }

  /** Whether it has ended, and all that it printed has been read. */
  synchronized boolean hasEnded() {
    return isRead && !process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Waits until it has printed something new, has ended, or the time is over. */
  synchronized void await(int length, long millis) throws InterruptedException {
    if (text.length() == length && !isRead) {
      wait(Math.max(1, millis));
    } else if (isRead && process.isAlive()) {
      process.waitFor(Math.max(1, millis), TimeUnit.MILLISECONDS);
    }
  }

  synchronized int length() {
    return text.length();
  }

  /** Types this. */
  void type(String typed) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write(typed.getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** The key Ctrl-D. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** The key Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    signal("INT");
  }

  /** Ends it, and all that it has started, gently if it lets us. */
  void end() throws IOException, InterruptedException {
    if (signal("TERM")) {
      process.waitFor(GENTLY_MILLIS, TimeUnit.MILLISECONDS);
      // Those that it has started may need a moment more.
      for (int i = 0; i < GENTLY_MILLIS / 50 && signal("0"); i++) {
        Thread.sleep(50);
      }
      signal("KILL");
    }
    process.destroyForcibly().waitFor();
    reader.join(GENTLY_MILLIS);
  }

  /** Sends a signal to its group; whether there is anybody. */
  private boolean signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return kill.waitFor() == 0;
  }
}
