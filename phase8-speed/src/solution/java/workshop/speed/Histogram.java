package workshop.speed;

/**
 * Counts how often each value came. It is not exact: values that differ by less than a sixteenth
 * share a bucket. So it counts any number of values in little memory, and allocates nothing.
 *
 * <pre>
 *   value    0  1  2 ... 15 | 16 17 ... 31 | 32,33  34,35 ... 62,63 | 64-67  68-71 ... | ...
 *   bucket   0  1  2 ... 15 | 16 17 ... 31 |  32     33   ...  47   |  48     49   ... | ...
 *   width    1                1               2                        4                  8
 * </pre>
 */
final class Histogram {
  /** How many buckets there are from one power of two to the next. */
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

  /** The lowest value that belongs to a bucket. */
  static long lowest(int bucket) {
    int shift = Math.max(0, bucket / STEPS - 1);
    return (long) (bucket - shift * STEPS) << shift;
  }

  // --- Exercise 8.6: What a percentile is (RFC 2330 section 11.3)

  /**
   * The bucket of a value; see the picture above. From 16 on, the highest bit of the value says
   * which row it is in. The four bits after it say which of the 16 buckets of this row.
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
   * The value that this many percent of all values do not exceed. Sort n values: it is the one with
   * the number percent/100 * n, rounded up, and at least 1. The result is the lowest value of its
   * bucket.
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
// - `Long.numberOfLeadingZeros` says where the highest bit is. In a value from 32 to 63, this is
//   bit 5. Remove one bit from such a value, because two values share a bucket.
// - After you have removed `shift` bits, `value >>> shift` is from 16 to 31. Each removed bit means
//   one row more, and a row has 16 buckets.
// - The percentile of a single value is that value. So round the rank up, and never let it be 0.
// - Add up the counts, from the lowest bucket on, until the sum reaches the rank.
