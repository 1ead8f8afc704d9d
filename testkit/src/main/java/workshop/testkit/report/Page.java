package workshop.testkit.report;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal of 80 columns. */
final class Page {
  private static final int COLUMNS = 80;

  private final StringBuilder text = new StringBuilder();

  /** An empty line, unless the last one is. */
  Page gap() {
    if (text.isEmpty() || text.charAt(text.length() - 1) == '\n' && !endsWithGap()) {
      text.append('\n');
    }
    return this;
  }

  private boolean endsWithGap() {
    int length = text.length();
    return length == 1 || text.charAt(length - 2) == '\n';
  }

  /** A line that is underlined. */
  Page title(String title) {
    return line(title).line("=".repeat(Math.min(title.length(), COLUMNS)));
  }

  /** One line; if it is too long, it goes on in the next lines. */
  Page line(String format, Object... arguments) {
    wrap(arguments.length == 0 ? format : format.formatted(arguments), "");
    return this;
  }

  /** Several lines, indented. Lines that are laid out already stay unchanged. */
  Page block(String indent, String lines) {
    lines.lines().forEach(line -> wrap(indent + line, indent));
    return this;
  }

  /** Always one line: if it is too long, the text in its middle is cut. */
  Page cut(String before, String text, String after) {
    int room = COLUMNS - before.length() - after.length();
    String cut = text.length() <= room ? text : text.substring(0, room - 3) + "...";
    this.text.append(before).append(cut).append(after).append('\n');
    return this;
  }

  private void wrap(String line, String indent) {
    String rest = line.stripTrailing();
    boolean laidOut = rest.startsWith(indent + " ") && rest.strip().contains("  ");
    while (rest.length() > COLUMNS && !laidOut) {
      int space = rest.lastIndexOf(' ', COLUMNS);
      if (space <= indent.length() || rest.substring(0, space).isBlank()) {
        break; // one long word, a path for instance: whole, so that it can be copied
      }
      text.append(rest, 0, space).append('\n');
      rest = indent + rest.substring(space + 1);
    }
    text.append(rest).append('\n');
  }

  /**
   * Rows of cells: each column as wide as its widest cell. No line is cut, so that people can copy
   * paths and commands.
   */
  Page table(String indent, List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i == widths.size()) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
