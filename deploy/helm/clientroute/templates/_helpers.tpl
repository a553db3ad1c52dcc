{{/* The four services: whom each calls (`peers` in its app.py), what of it is for people or for providers. */}}
{{- define "clientroute.services" -}}
toegang: {calls: [toewijzing, declaratie, monitoring], paths: [/v1]}
toewijzing: {calls: [toegang, declaratie, monitoring], paths: [/v1], providerPaths: [/v1/berichten, /v1/webhooks]}
declaratie: {calls: [toegang, toewijzing, monitoring], paths: [/v1], providerPaths: [/v1/berichten, /v1/webhooks]}
monitoring: {calls: [toegang, toewijzing, declaratie], paths: [/v1, /dashboard, /werkplek]}
{{- end }}

{{- define "clientroute.name" -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) | trunc 36 | trimSuffix "-" }}
{{- end }}

{{- define "clientroute.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* What pods are found by: a dict with root, and service and role when it is about one. */}}
{{- define "clientroute.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .service }}
clientroute/service: {{ . }}
{{- end }}
{{- with .role }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{- define "clientroute.labels" -}}
{{ include "clientroute.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* The settings that all processes share. The migration has them in its own text: it runs before there is a ConfigMap. */}}
{{- define "clientroute.settings" -}}
CLIENTROUTE_ENV: production
CLIENTROUTE_HOST: 0.0.0.0
CLIENTROUTE_SERVICE_URL: http://{{ include "clientroute.name" . }}-{service}:8000
CLIENTROUTE_OIN: {{ .Values.settings.oin | quote }}
CLIENTROUTE_KEYS_FILE: /sleutels/sleutels.json
CLIENTROUTE_OIDC_ISSUER: {{ .Values.settings.issuer | quote }}
CLIENTROUTE_OIDC_AUDIENCE: clientroute-{service}
FORWARDED_ALLOW_IPS: {{ .Values.settings.gateways | quote }}
{{- if .Values.files.inkoopmodellen }}
CLIENTROUTE_INKOOPMODELLEN: /inkoopmodellen
{{- end }}
{{- if .Values.files.bewaartermijnen }}
CLIENTROUTE_BEWAARTERMIJNEN: /bewaartermijnen/bewaartermijnen.yaml
{{- end }}
{{- range $name, $value := .Values.settings.extra }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* What only this service knows: four values of its own Secret. */}}
{{- define "clientroute.secretEnv" -}}
{{- range list "DATABASE_URL" "BROKER_URL" "OIDC_CLIENT_ID" "OIDC_CLIENT_SECRET" }}
- name: CLIENTROUTE_{{ . }}
  valueFrom:
    secretKeyRef:
      name: {{ $.root.Values.secrets.settings | replace "{service}" $.service }}
      key: CLIENTROUTE_{{ . }}
{{- end }}
# Only there when a pooler stands before the database.
- name: CLIENTROUTE_DIRECT_DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ $.root.Values.secrets.settings | replace "{service}" $.service }}
      key: CLIENTROUTE_DIRECT_DATABASE_URL
      optional: true
{{- end }}

{{/* Of every pod. Without enableServiceLinks: false the platform would add variables such as CLIENTROUTE_TOEGANG_PORT,
and the process refuses settings that it does not know. */}}
{{- define "clientroute.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- define "clientroute.container" -}}
image: {{ include "clientroute.image" .root }}
args: [{{ .command }}, {{ .service }}]
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{- define "clientroute.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- range $name, $configMap := .root.Values.files }}
{{- if $configMap }}
- name: {{ $name }}
  mountPath: /{{ $name }}
  readOnly: true
{{- end }}
{{- end }}
{{- end }}

{{- define "clientroute.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 512Mi
{{- range $name, $configMap := .root.Values.files }}
{{- if $configMap }}
- name: {{ $name }}
  configMap:
    name: {{ $configMap }}
{{- end }}
{{- end }}
{{- end }}
