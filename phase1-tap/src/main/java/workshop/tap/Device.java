package workshop.tap;

/** A link that is a network interface of the kernel. */
public interface Device extends Link {
  /** The interface's name, as {@code ip link} shows it. */
  String name();
}
