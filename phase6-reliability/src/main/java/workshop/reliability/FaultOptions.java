package workshop.reliability;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import workshop.tap.MoreOptions;
import workshop.tap.UsageException;

/** The options for the wire's faults, and for how long a connection waits. */
public final class FaultOptions implements MoreOptions {
  private static final String HELP =
      """

      What goes wrong on the wire, in each direction:
        --loss RATE       loses this part of the frames, for instance 10% or 0.5%
        --reorder RATE    lets later frames overtake this part
        --duplicate RATE  doubles this part
        --corrupt RATE    gives this part a wrong bit
        --truncate RATE   cuts the end off this part
        --delay TIME      keeps each frame this long, for instance 20ms or 1s
        --seed NUMBER     the same seed, the same faults    (chosen, and told)

      Connections:
        --keep-alive T    ask a peer that is silent for T, like 60s, if it is there
        --user-timeout T  give up where nothing is acknowledged for T, like 10s
        --without PART    see what it buys: fast-retransmit, congestion-control,
                          sack, delayed-ack or nagle; may be given several times
      """;

  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /** A seed that is chosen here is short enough to type. */
  private static final int CHOSEN_SEEDS = 1_000_000;

  private double loss;
  private double reorder;
  private double duplicate;
  private double corrupt;
  private double truncate;
  private long delayNanos;
  private long seed = ThreadLocalRandom.current().nextInt(CHOSEN_SEEDS);
  private long keepAliveNanos;
  private long userTimeoutNanos;
  private final Set<Technique> without = EnumSet.noneOf(Technique.class);

  @Override
  public String help() {
    return HELP;
  }

  @Override
  public boolean take(String option, Value value) throws UsageException {
    switch (option) {
      case "--loss" -> loss = rate(option, value.next());
      case "--reorder" -> reorder = rate(option, value.next());
      case "--duplicate" -> duplicate = rate(option, value.next());
      case "--corrupt" -> corrupt = rate(option, value.next());
      case "--truncate" -> truncate = rate(option, value.next());
      case "--delay" -> delayNanos = time(option, value.next());
      case "--seed" -> seed = number(option, value.next());
      case "--keep-alive" -> keepAliveNanos = pause(option, value.next());
      case "--user-timeout" -> userTimeoutNanos = pause(option, value.next());
      case "--without" -> without.add(technique(option, value.next()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The wire's faults, with a random seed if the user gave none. */
  public Faults faults() {
    return new Faults(loss, reorder, duplicate, corrupt, truncate, delayNanos, seed);
  }

  /** How long connections wait: as the user said, or the defaults. */
  public Settings settings() {
    return new Settings(
        userTimeoutNanos == 0 ? Settings.DEFAULTS.userTimeout() : userTimeoutNanos,
        keepAliveNanos,
        without);
  }

  private static Technique technique(String option, String value) throws UsageException {
    try {
      return Technique.of(value);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  private static double rate(String option, String value) throws UsageException {
    if (value.matches("\\d{1,3}(\\.\\d{1,9})?%")) {
      BigDecimal percent = new BigDecimal(value.substring(0, value.length() - 1));
      double rate = percent.movePointLeft(2).doubleValue();
      if (rate <= 1) {
        return rate;
      }
    }
    throw new UsageException(option + " is like 10% or 0.5%, from 0% to 100%, not " + value);
  }

  private static long time(String option, String value) throws UsageException {
    if (value.matches("\\d{1,9}(ms|s)")) {
      long number = Long.parseLong(value.replaceAll("\\D", ""));
      return number * (value.endsWith("ms") ? MILLISECOND : SECOND);
    }
    throw new UsageException(option + " is like 20ms or 1s, not " + value);
  }

  private static long number(String option, String value) throws UsageException {
    if (value.matches("-?\\d{1,18}")) {
      return Long.parseLong(value);
    }
    throw new UsageException(option + " is a whole number, not " + value);
  }

  private static long pause(String option, String value) throws UsageException {
    long nanos = time(option, value);
    if (nanos == 0) {
      throw new UsageException(option + " is longer than " + value + ", or left out");
    }
    return nanos;
  }
}
