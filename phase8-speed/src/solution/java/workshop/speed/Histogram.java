package workshop.speed;

/**
 * How often each value has come, nearly: values that differ by less than a sixteenth share a
 * bucket. So it counts as many as you like in little memory, and allocates nothing.
 *
 * <pre>
 *   value    0  1  2 ... 15 | 16 17 ... 31 | 32,33  34,35 ... 62,63 | 64-67  68-71 ... | ...
 *   bucket   0  1  2 ... 15 | 16 17 ... 31 |  32     33   ...  47   |  48     49   ... | ...
 *   width    1                1               2                        4                  8
 * </pre>
 */
final class Histogram {
  /** From each power of two to the next, there are so many buckets. */
  static final int STEPS = 16;

  private static final int BITS = 4;

  private final long[] counts = new long[(Long.SIZE - BITS) * STEPS];
  private long count;
  private long highest;

  /** How many values have been recorded. */
  long count() {
    return count;
  }

  /** The highest value, exactly; 0 if there is none. */
  long highest() {
    return highest;
  }

  /** The lowest value that belongs into a bucket. */
  static long lowest(int bucket) {
    int shift = Math.max(0, bucket / STEPS - 1);
    return (long) (bucket - shift * STEPS) << shift;
  }

  // --- Exercise 8.6: What a percentile is (RFC 2330 section 11.3)

  /**
   * The bucket of a value, see the picture above: from 16 on, the highest bit of a value says which
   * row it is in, and the four bits after that which of the 16 buckets.
   *
   * @param value 0 or more
   */
  static int bucket(long value) {
    int highestBit = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    int shift = Math.max(0, highestBit - BITS);
    return shift * STEPS + (int) (value >>> shift);
  }

  /**
   * Counts a value.
   *
   * @param value 0 or more
   */
  void record(long value) {
    counts[bucket(value)]++;
    count++;
    highest = Math.max(highest, value);
  }

  /**
   * The value that so many percent of all values do not exceed, nearly: with n values in order, it
   * is the one with the number percent/100 * n, rounded up, and 1 at least. Of its bucket, the
   * lowest value is given.
   *
   * @param percent from 0 to 100
   * @return 0 if there is no value
   */
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * count));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return lowest(bucket);
      }
    }
    return 0;
  }

  // --- End of exercise 8.6
}

// Hints for 8.6:
// - `Long.numberOfLeadingZeros` tells where the highest bit is. A value from 32 to 63 has bit 5 as
//   its highest: it loses one bit, because two values share a bucket.
// - With `shift` bits lost, `value >>> shift` is from 16 to 31. A row that is wider by one bit
//   begins 16 buckets later.
// - The percentile of one value is that value. So the rank is rounded up, and never 0.
// - Count from the lowest bucket on, until as many have been seen as the rank says.
