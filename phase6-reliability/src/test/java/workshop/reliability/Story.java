package workshop.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * What has happened so far, for the messages of a test. The same step several times in a row is one
 * line with a number, and of a long story only the end is shown.
 */
final class Story {
  private static final int MOST_LINES = 12;

  /** The same step, several times in a row. */
  private record Line(String step, int times) {
    @Override
    public String toString() {
      return times == 1 ? step : times + " times: " + step;
    }
  }

  private final List<Line> lines = new ArrayList<>();

  void add(String step) {
    int last = lines.size() - 1;
    if (last >= 0 && lines.get(last).step().equals(step)) {
      lines.set(last, new Line(step, lines.get(last).times() + 1));
    } else {
      lines.add(new Line(step, 1));
    }
  }

  /** Each step on a line of its own, the first one below what stands before this. */
  @Override
  public String toString() {
    return lines.isEmpty() ? " nothing" : "\n  " + String.join("\n  ", end());
  }

  /** All in one line. */
  String inLine() {
    return lines.isEmpty() ? "nothing" : String.join(", ", end());
  }

  private List<String> end() {
    List<String> end = new ArrayList<>();
    int first = lines.size() <= MOST_LINES + 1 ? 0 : lines.size() - MOST_LINES;
    if (first > 0) {
      end.add("... " + first + " more");
    }
    lines.subList(first, lines.size()).forEach(line -> end.add(line.toString()));
    return end;
  }
}
