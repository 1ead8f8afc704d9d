package workshop.ethernet;

import workshop.tap.MoreOptions;
import workshop.tap.UsageException;

/** An option of this phase and of all later phases: our own Ethernet address. */
public final class MacOption implements MoreOptions {
  static final MacAddress DEFAULT = new MacAddress(0x02_00_00_00_00_01L);

  private MacAddress mac = DEFAULT;

  @Override
  public String help() {
    return "  --mac MAC         this stack's Ethernet address (" + DEFAULT + ")\n";
  }

  @Override
  public boolean take(String option, Value value) throws UsageException {
    if (!option.equals("--mac")) {
      return false;
    }
    mac = parse(value.next());
    return true;
  }

  private static MacAddress parse(String text) throws UsageException {
    try {
      return MacAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--mac: " + e.getMessage());
    }
  }

  /** The address of the option; {@link Addresses#of} checks whether a machine can have it. */
  public MacAddress mac() {
    return mac;
  }
}
