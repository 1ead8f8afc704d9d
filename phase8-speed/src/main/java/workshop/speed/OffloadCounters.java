package workshop.speed;

/** How many frames have gone either way, and how many of them were super-segments. */
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
   * A frame has come in.
   *
   * @param size in bytes
   * @param segmentSize 0 if it was a single one
   */
  void received(int size, int segmentSize) {
    in.count(size, segmentSize);
  }

  /** A frame has gone out. */
  void sent(int size, int segmentSize) {
    out.count(size, segmentSize);
  }

  /** A frame had a header that says nothing that we understand. */
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
