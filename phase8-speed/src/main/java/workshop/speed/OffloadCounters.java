package workshop.speed;

/** How many frames came in and went out, and how many of them were super-segments. */
final class OffloadCounters {
  private final Direction in = new Direction();
  private final Direction out = new Direction();
  private long drops;

  /** One direction. */
  static final class Direction {
    private long frames;
    private long bytes;
    private long superSegments;
    private long superBytes;

    private void count(int size, int segmentSize) {
      frames++;
      bytes += size;
      if (segmentSize > 0) {
        superSegments++;
        superBytes += size;
      }
    }

    long frames() {
      return frames;
    }

    long superSegments() {
      return superSegments;
    }

    /** In words, for people. */
    @Override
    public String toString() {
      long average = superSegments == 0 ? 0 : superBytes / superSegments;
      return "%,d frames, %,d bytes; %,d super-segments of %,d bytes on average"
          .formatted(frames, bytes, superSegments, average);
    }
  }

  /**
   * Counts a frame that came in.
   *
   * @param size in bytes
   * @param segmentSize 0 if it is no super-segment
   */
  void received(int size, int segmentSize) {
    in.count(size, segmentSize);
  }

  /** Counts a frame that went out. */
  void sent(int size, int segmentSize) {
    out.count(size, segmentSize);
  }

  /** Counts a frame whose header we do not understand. */
  void dropped() {
    drops++;
  }

  Direction in() {
    return in;
  }

  Direction out() {
    return out;
  }

  long drops() {
    return drops;
  }
}
