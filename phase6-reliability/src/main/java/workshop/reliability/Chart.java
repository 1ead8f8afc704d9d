package workshop.reliability;

import java.util.Arrays;
import java.util.Locale;

/**
 * The congestion window over time, as a picture made of letters. It keeps a bounded number of
 * slots, for any number of samples: when the slots are full, every two become one.
 */
final class Chart {
  private static final int COLUMNS = 60;
  private static final int ROWS = 10;
  private static final int SLOTS = 2 * COLUMNS;
  private static final long SHORTEST_SLOT = 1000; // nanoseconds
  private static final String LEGEND =
      "    KiB   * congestion window   - slow start threshold   T time-out\n";
  private static final double SECOND = 1e9;
  private static final int KIB = 1024;

  /** What happened in one stretch of time: the range of cwnd, ssthresh at its end, time-outs. */
  private record Slot(int lowest, int highest, int last, int threshold, boolean timeout) {
    Slot and(Slot next) {
      return new Slot(
          Math.min(lowest, next.lowest),
          Math.max(highest, next.highest),
          next.last,
          next.threshold,
          timeout || next.timeout);
    }

    /** The next slot, if nothing happens in it. */
    Slot after() {
      return new Slot(last, last, last, threshold, false);
    }
  }

  private final long start;
  private final Slot[] slots = new Slot[SLOTS];
  private long slotLength = SHORTEST_SLOT;
  private int used;
  private long end;

  /**
   * An empty chart.
   *
   * @param start where its time axis starts, in nanoseconds
   */
  Chart(long start) {
    this.start = start;
    end = start;
  }

  /**
   * Takes a sample.
   *
   * @param time in nanoseconds, not before the last sample's
   * @param window cwnd from now on, in bytes
   * @param threshold ssthresh, in bytes; Integer.MAX_VALUE if there is none yet
   * @param timeout whether the retransmission timer has expired since the last sample
   */
  void add(long time, int window, int threshold, boolean timeout) {
    end = time;
    Slot sample = new Slot(window, window, window, threshold, timeout);
    if (used == 0) {
      slots[used++] = sample.after();
    }
    while ((time - start) / slotLength >= SLOTS) {
      halve();
    }
    int index = (int) ((time - start) / slotLength);
    while (used <= index) {
      slots[used] = slots[used - 1].after();
      used++;
    }
    slots[index] = slots[index].and(sample);
  }

  private void halve() {
    for (int i = 0; i < used; i += 2) {
      slots[i / 2] = i + 1 < used ? slots[i].and(slots[i + 1]) : slots[i];
    }
    used = (used + 1) / 2;
    slotLength *= 2;
  }

  /**
   * Draws it: cwnd as {@code *}, ssthresh as {@code -}, and a {@code T} below the time axis where
   * the retransmission timer has expired. A row stands for what is above the number of the row
   * below it, up to its own.
   *
   * @return lines, each ended; none without a sample
   */
  String draw() {
    if (used == 0) {
      return "";
    }
    Slot[] columns = new Slot[COLUMNS];
    Arrays.setAll(columns, this::column);
    int most = Arrays.stream(columns).mapToInt(Slot::highest).max().getAsInt();
    int step = KIB * Math.max(1, divideUp(most, KIB * ROWS));
    StringBuilder picture = new StringBuilder(LEGEND);
    for (int row = Math.max(1, divideUp(most, step)); row > 0; row--) {
      line(picture, "%7d |".formatted(row * step / KIB), columns, row, step);
    }
    picture.append("      0 +").append("-".repeat(COLUMNS)).append('\n');
    StringBuilder timeouts = new StringBuilder(" ".repeat(9));
    for (Slot column : columns) {
      timeouts.append(column.timeout ? 'T' : ' ');
    }
    picture.append(timeouts.toString().stripTrailing()).append('\n');
    int half = COLUMNS / 2;
    String axis = "%9s%-" + half + "s%-" + (half - 2) + "s%s\n";
    return picture + axis.formatted("", "0 s", seconds((end - start) / 2), seconds(end - start));
  }

  /** What one column shows: a slot or two, or a part of one where there are few. */
  private Slot column(int index) {
    int first = index * used / COLUMNS;
    int last = Math.max(first, (index + 1) * used / COLUMNS - 1);
    return first == last ? slots[first] : slots[first].and(slots[last]);
  }

  private static void line(StringBuilder picture, String label, Slot[] columns, int row, int step) {
    StringBuilder line = new StringBuilder(label);
    for (Slot column : columns) {
      boolean window =
          divideUp(column.lowest, step) <= row && divideUp(column.highest, step) >= row;
      boolean threshold = divideUp(column.threshold, step) == row;
      line.append(window ? '*' : threshold ? '-' : ' ');
    }
    picture.append(line.toString().stripTrailing()).append('\n');
  }

  private static int divideUp(int number, int divisor) {
    return (number - 1) / divisor + 1;
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, nanos < SECOND ? "%.3f s" : "%.1f s", nanos / SECOND);
  }
}
