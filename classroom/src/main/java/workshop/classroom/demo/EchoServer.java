package workshop.classroom.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The echo server of phase 5, and its output. */
final class EchoServer {
  private static final Pattern LISTENING = Pattern.compile("Listening on ([0-9.]+):([0-9]+).*");

  private final Child child;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();
  private int shown;

  EchoServer(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .start();
    child = new Child(process);
    reader = new Thread(() -> read(process));
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Process process) {
    try (BufferedReader said = process.inputReader(StandardCharsets.ISO_8859_1)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        synchronized (lines) {
          lines.add(Screen.harmless(line.getBytes(StandardCharsets.ISO_8859_1)));
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  Child process() {
    return child;
  }

  boolean isAlive() {
    return child.isAlive();
  }

  /** The address and the port, as two groups, once it listens. */
  Matcher listening() {
    synchronized (lines) {
      for (String line : lines) {
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.matches()) {
          return matcher;
        }
      }
    }
    return null;
  }

  /** Whether it is ready: the servers of later phases listen on more than one port. */
  boolean isReady() {
    synchronized (lines) {
      return lines.stream().anyMatch(line -> line.startsWith("Ready."));
    }
  }

  /** How many connections are over. */
  long connectionsClosed() {
    synchronized (lines) {
      return lines.stream().filter(line -> line.contains("connection closed")).count();
    }
  }

  /** Its output since the last call. */
  List<String> news() {
    if (!isAlive()) {
      awaitLastLines();
    }
    synchronized (lines) {
      List<String> news = List.copyOf(lines.subList(shown, lines.size()));
      shown = lines.size();
      return news;
    }
  }

  private void awaitLastLines() {
    try {
      reader.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
