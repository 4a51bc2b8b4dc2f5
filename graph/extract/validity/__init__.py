"""When a fact holds, where its sentence says so: `phrases` finds dates, `calendar` tells which days, `attach` whose."""
