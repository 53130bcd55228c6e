import type { FormFields } from "@/components/post-form";
import { SelectField, TextField } from "@/components/ui/field";
import { ZONES } from "@/lib/core/zones";

/** The parts of a local time: its day, its time of the clock, and the zone in which both are meant. */
interface Parts {
  day: string;
  time: string;
  zone: string;
}

/** Fields for a moment as people name it: `names` are those of its fields. */
export function ZonedTimeFields(props: {
  names: Parts;
  labels: Parts;
  fields: FormFields;
  isRequired?: boolean;
  /** The zone that was stored. */
  zone?: string | null;
}) {
  const { names, labels, fields, isRequired = false, zone = null } = props;
  return (
    <>
      <TextField
        name={names.day}
        type="date"
        label={labels.day}
        required={isRequired}
        defaultValue={fields.value(names.day)}
        errors={fields.errors(names.day)}
      />
      <TextField
        name={names.time}
        type="time"
        label={labels.time}
        required={isRequired}
        defaultValue={fields.value(names.time, "09:00")}
        errors={fields.errors(names.time)}
      />
      <ZoneField label={labels.zone} name={names.zone} fields={fields} kept={zone} />
    </>
  );
}

/** A choice of the zone in which a time is meant. Without a stored one, a script chooses the reader's. */
export function ZoneField(props: { label: string; name: string; fields: FormFields; kept: string | null }) {
  const { label, name, fields, kept } = props;
  const chosen = fields.value(name, kept);
  return (
    <SelectField
      name={name}
      label={label}
      options={ZONES.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      defaultValue={chosen || "UTC"}
      errors={fields.errors(name)}
      dir="ltr"
      {...(chosen === "" ? { "data-own-zone": "" } : {})}
    />
  );
}
