package workshop.testkit;

import java.util.Locale;

/** What {@link Frames#read} found inside a frame or a packet. */
public sealed interface Fields permits ArpFields, Ipv4Fields, IcmpFields, TcpFields, RawFields {

  /** This as the kind that a test expects; anything else fails the test. */
  default <T extends Fields> T as(Class<T> kind) {
    if (!kind.isInstance(this)) {
      String name = kind.getSimpleName().replace("Fields", "").toUpperCase(Locale.ROOT);
      throw new AssertionError("expected " + name + ", but this is: " + this);
    }
    return kind.cast(this);
  }
}
