package workshop.tap;

import java.io.IOException;

/**
 * The TAP device, or the kernel's side of it, cannot be used. The message is written for the user:
 * one or two lines that say what is wrong and what to do next.
 */
public class TapException extends IOException {
  private static final long serialVersionUID = 1L;

  public TapException(String message) {
    super(message);
  }
}
