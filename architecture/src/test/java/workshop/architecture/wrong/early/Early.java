package workshop.architecture.wrong.early;

import workshop.architecture.wrong.late.Late;

class Early {
  Late late = new Late();
}
