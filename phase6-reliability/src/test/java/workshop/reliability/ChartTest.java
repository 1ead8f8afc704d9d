package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.testkit.Given;

@Given
@Order(62)
@DisplayName("Chart: the congestion window over time, drawn with letters")
class ChartTest {
  private static final int KIB = 1024;
  private static final int NONE = Integer.MAX_VALUE;
  private static final long START = 10_000_000_000_000L;

  /**
   * A slot starts with 1000 ns and is doubled until 120 are enough. Two of these are a column:
   * about 2.1 seconds. Where the last sample is in the last half of column 59, all of the 120 are
   * used.
   */
  private static final long COLUMN = 2 * (1000L << 20);

  private static final double END = 59.5;

  private final Chart chart = new Chart(START);

  private void add(double column, int window, int threshold, boolean timeout) {
    chart.add(START + (long) (column * COLUMN), window, threshold, timeout);
  }

  private void add(double column, int window) {
    add(column, window, NONE, false);
  }

  private List<String> lines() {
    return chart.draw().lines().toList();
  }

  @Test
  @Order(1)
  @DisplayName("without samples there is nothing to draw")
  void empty() {
    assertThat(chart.draw(), is(""));
  }

  @Test
  @Order(2)
  @DisplayName("a window that stays the same: a line from the left to the right")
  void constant() {
    add(0, 4 * KIB);
    add(END, 4 * KIB);
    assertThat(
        chart.draw(),
        is(
            """
                KiB   * congestion window   - slow start threshold   T time-out
                  4 |************************************************************
                  3 |
                  2 |
                  1 |
                  0 +------------------------------------------------------------

                     0 s                           62.4 s                      124.8 s
            """));
  }

  @Test
  @Order(3)
  @DisplayName("a window that grows, a time-out, and the threshold from then on")
  void timeout() {
    add(0, 10 * KIB);
    add(10, 20 * KIB);
    add(20, 40 * KIB);
    add(30, 1460, 20 * KIB, true);
    add(40, 20 * KIB, 20 * KIB, false);
    add(50, 21 * KIB, 20 * KIB, false);
    add(END, 21 * KIB, 20 * KIB, false);
    assertThat(
        chart.draw(),
        is(
            """
                KiB   * congestion window   - slow start threshold   T time-out
                 40 |                    ***********
                 36 |                    *         *
                 32 |                    *         *
                 28 |                    *         *
                 24 |                    *         *                   **********
                 20 |          ***********         *---------***********---------
                 16 |          *                   *         *
                 12 |***********                   *         *
                  8 |                              *         *
                  4 |                              ***********
                  0 +------------------------------------------------------------
                                                   T
                     0 s                           62.4 s                      124.8 s
            """));
  }

  @Test
  @Order(4)
  @DisplayName("a row is for what is above the row below, up to its own number")
  void rows() {
    add(0, 2 * KIB);
    add(20, 2 * KIB + 1);
    add(40, 1);
    add(END, 1);
    assertThat(
        lines().subList(1, 4),
        is(
            List.of(
                "      3 |                    *********************",
                "      2 |*********************                   *",
                "      1 |                                        ********************")));
  }

  @Test
  @Order(5)
  @DisplayName("never more than ten rows, however large the window; few for a small one")
  void tenRows() {
    add(0, 1);
    add(END, 1);
    assertThat("1 byte", lines(), hasSize(1 + 1 + 3));
    add(END, 10 * KIB);
    assertThat("10 KiB", lines().get(1), is("     10 |" + " ".repeat(59) + "*"));
    add(END, 10 * KIB + 1);
    assertThat("a byte more: rows of 2 KiB", lines(), hasSize(1 + 6 + 3));
    add(END, 1000 * KIB * KIB);
    assertThat("1000 MiB", lines(), hasSize(1 + 10 + 3));
    assertThat(lines().get(1), is("1024000 |" + " ".repeat(59) + "*"));
  }

  @Test
  @Order(6)
  @DisplayName("a threshold above all of the window is not drawn, one at its height is behind it")
  void threshold() {
    add(0, 2 * KIB, 100 * KIB, false);
    add(20, 2 * KIB, 2 * KIB, false);
    add(40, 2 * KIB, 1, false);
    add(END, 2 * KIB, 1, false);
    assertThat(lines().get(1), is("      2 |" + "*".repeat(60)));
    assertThat(lines().get(2), is("      1 |" + " ".repeat(40) + "-".repeat(20)));
  }

  @Test
  @Order(7)
  @DisplayName("a moment is seen, however long all lasts: a dip of a millisecond in a day")
  void shortDip() {
    long hour = 3600L * 1_000_000_000;
    chart.add(START, 2 * KIB, NONE, false);
    chart.add(START + 12 * hour, 1, NONE, true);
    chart.add(START + 12 * hour + 1_000_000, 2 * KIB, NONE, false);
    chart.add(START + 24 * hour, 2 * KIB, NONE, false);
    List<String> lines = lines();
    assertThat(lines.get(1), is("      2 |" + "*".repeat(60)));
    assertThat(lines.get(2).indexOf('*'), is(9 + 30));
    assertThat(lines.get(2).lastIndexOf('*'), is(9 + 30));
    assertThat(lines.get(4).strip(), is("T"));
    assertThat(lines.get(4).indexOf('T'), is(9 + 30));
  }

  @Test
  @Order(8)
  @DisplayName("a million samples make the same picture as the few that matter")
  void manySamples() {
    Chart few = new Chart(START);
    for (int i = 0; i < 1_000_000; i++) {
      long time = START + (long) (END * COLUMN) / 1_000_000 * i;
      int window = i < 400_000 ? 2 * KIB : 8 * KIB;
      boolean timeout = i % 100_000 == 0;
      chart.add(time, window, NONE, timeout);
      if (timeout || i == 999_999) {
        few.add(time, window, NONE, timeout);
      }
    }
    assertThat(chart.draw(), is(few.draw()));
    assertThat(chart.draw().chars().filter(c -> c == 'T').count(), is(10L + 1)); // and the legend's
  }

  @Test
  @Order(9)
  @DisplayName("the shortest connection: a column is a part of a slot")
  void shortest() {
    chart.add(START, 1, NONE, false);
    chart.add(START + 15_000, 2 * KIB, NONE, false); // the 16th slot of 30
    chart.add(START + 29_000, 2 * KIB, NONE, false);
    assertThat(
        chart.draw(),
        is(
            """
                KiB   * congestion window   - slow start threshold   T time-out
                  2 |                              ******************************
                  1 |********************************
                  0 +------------------------------------------------------------

                     0 s                           0.000 s                     0.000 s
            """));
  }

  @Test
  @Order(10)
  @DisplayName("one sample is a line, too; and the time is told with three digits below a second")
  void oneSample() {
    chart.add(START + 500_000_000, 1, NONE, true);
    List<String> lines = lines();
    assertThat(lines.get(1), is("      1 |" + "*".repeat(60)));
    assertThat(lines.get(3).stripLeading(), is("T"));
    assertThat(
        lines.get(4), is("         0 s" + " ".repeat(27) + "0.250 s" + " ".repeat(21) + "0.500 s"));
    chart.add(START + 1_000_000_000, 1, NONE, false);
    assertThat(lines().get(4), endsWith(" 1.0 s"));
  }
}
