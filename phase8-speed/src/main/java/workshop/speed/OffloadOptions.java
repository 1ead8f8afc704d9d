package workshop.speed;

import workshop.tap.MoreOptions;

/** {@code --no-offload}. */
final class OffloadOptions implements MoreOptions {
  private boolean wanted = true;

  /** Whether the stack leaves work to the device. */
  boolean isWanted() {
    return wanted;
  }

  @Override
  public String help() {
    return "  --no-offload      the stack does all the work itself, as in phase 7\n";
  }

  @Override
  public boolean take(String option, Value value) {
    boolean known = option.equals("--no-offload");
    wanted &= !known;
    return known;
  }
}
