package workshop.reliability;

/**
 * What a wire has done to the IPv4 frames of one direction.
 *
 * @param passed frames that have not been lost; those that follow are among them
 * @param lost frames that never arrive
 * @param reordered frames that were held back
 * @param doubled frames that arrive twice
 * @param corrupted frames with a wrong bit
 * @param truncated frames without their end
 */
public record FaultCount(
    long passed, long lost, long reordered, long doubled, long corrupted, long truncated) {

  /** For people. */
  @Override
  public String toString() {
    return "lost %d of %d frames, reordered %d, doubled %d, corrupted %d, truncated %d"
        .formatted(lost, passed + lost, reordered, doubled, corrupted, truncated);
  }
}
