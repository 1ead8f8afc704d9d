package workshop.classroom.bench;

import java.util.Arrays;

/** How long each request took. */
final class Latencies {
  private long[] nanos = new long[1 << 12];
  private int size;

  void add(long time) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = time;
  }

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * The time that this many of a hundred requests took at most, in microseconds; 0 without
   * requests.
   */
  double percentile(double percent) {
    if (size == 0) {
      return 0;
    }
    Arrays.sort(nanos, 0, size);
    return nanos[Math.min(size - 1, (int) (size * percent / 100))] / 1e3;
  }
}
