package workshop.classroom.demo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Both sides of the demo, one line after the other. */
final class Screen {
  private static final int MOST_LINES = 12;
  private static final int COLUMNS = 80;

  private final PrintStream out;

  Screen(PrintStream out) {
    this.out = out;
  }

  void client(String line) {
    out.println("client | " + line);
  }

  /** The server's output; if it is long, only a part. */
  void server(List<String> lines) {
    int count = lines.size();
    if (count <= MOST_LINES) {
      lines.forEach(this::server);
      return;
    }
    lines.subList(0, 6).forEach(this::server);
    server(String.format(Locale.ROOT, "… %d lines more …", count - 10));
    lines.subList(count - 4, count).forEach(this::server);
  }

  private void server(String line) {
    out.println("server | " + line);
  }

  /** Bytes as text, without characters that disturb a terminal. */
  static String harmless(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return cut(text.replaceAll("[^ -~\n]", ".").stripTrailing());
  }

  private static String cut(String line) {
    return line.length() > COLUMNS ? line.substring(0, COLUMNS) : line;
  }
}
