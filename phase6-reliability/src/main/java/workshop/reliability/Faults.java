package workshop.reliability;

import java.math.BigDecimal;

/**
 * What goes wrong on a wire. Rates are from 0 (never) to 1 (always), each for one frame in one
 * direction, and independent of the others.
 *
 * @param loss how many frames are lost
 * @param reorder how many are overtaken by the frames behind them
 * @param duplicate how many arrive twice
 * @param corrupt how many arrive with a wrong bit
 * @param truncate how many arrive without their end
 * @param delayNanos how long each frame is on its way, in nanoseconds, 0 or more
 * @param seed with the same seed, the same frames have the same faults
 */
public record Faults(
    double loss,
    double reorder,
    double duplicate,
    double corrupt,
    double truncate,
    long delayNanos,
    long seed) {

  /** A wire as it should be. */
  public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0);

  /** Whether nothing goes wrong, whatever the seed. */
  public boolean isNone() {
    return equals(new Faults(0, 0, 0, 0, 0, 0, seed));
  }

  /** The options that say so, for instance {@code --loss 10% --seed 7}. */
  @Override
  public String toString() {
    return rate("--loss", loss)
        + rate("--reorder", reorder)
        + rate("--duplicate", duplicate)
        + rate("--corrupt", corrupt)
        + rate("--truncate", truncate)
        + (delayNanos > 0 ? "--delay " + delayNanos / 1_000_000 + "ms " : "")
        + "--seed "
        + seed;
  }

  private static String rate(String option, double rate) {
    if (rate == 0) {
      return "";
    }
    BigDecimal percent = BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros();
    return option + " " + percent.toPlainString() + "% ";
  }
}
